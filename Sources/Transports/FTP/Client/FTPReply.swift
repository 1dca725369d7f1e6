import Exchange

/// What a server answered to one command (RFC 959, 4.2): a code, and one line or more.
struct FTPReply: Hashable, Sendable {
    let code: Int
    /// Without line ends; the first and the last with the code in front.
    let lines: [[UInt8]]

    var isFine: Bool { (200..<300).contains(code) }
    /// It wants the second half of a command.
    var isHalf: Bool { (300..<400).contains(code) }
    /// There is no such command, or not with these words.
    var isUnknown: Bool { [500, 501, 502, 504].contains(code) }
    /// There is no such file, or it is not for us: servers have one code for both.
    var isMissing: Bool { code == 550 || code == 450 }

    /// The last line's words, safe to show.
    var words: String {
        let last = lines.last.map { String(decoding: $0.dropFirst(4), as: UTF8.self) } ?? ""
        return "\(code) \(PlacePath.readable(last))"
    }

    /// The lines between the first and the last.
    var inner: ArraySlice<[UInt8]> { lines.dropFirst().dropLast() }

    /// The path in the answer to PWD: quoted, its own quotes doubled. Nil where there is none.
    var path: String? {
        guard let line = lines.last, let start = line.firstIndex(of: 0x22) else { return nil }
        var found: [UInt8] = []
        var index = start + 1
        while index < line.count {
            if line[index] == 0x22 {
                guard index + 1 < line.count, line[index + 1] == 0x22 else {
                    return String(decoding: found, as: UTF8.self)
                }
                index += 1
            }
            found.append(line[index])
            index += 1
        }
        return nil
    }
}
