import Exchange
import Formats

/// The encoding of a whole sample, not only of its beginning: the first accent may stand in line 10,000.
struct SampleEncoding {
    let encoding: TextEncoding
    /// Lines with letters beyond ASCII, and those of them that speak for another encoding.
    let special: Int
    let differing: Int

    /// `windows-1252 (sure)`; the words of the reading line.
    var words: String {
        if encoding.unit == 2 { return encoding.rawValue }
        if special == 0 { return "\(encoding.rawValue) (no special letters in it)" }
        guard differing > 0 else { return "\(encoding.rawValue) (sure)" }
        let sure = (special - differing) * 100 / special
        return "\(encoding.rawValue) (\(sure) % sure; \(differing) row\(differing == 1 ? " differs" : "s differ"))"
    }

    /// Lines looked at.
    private static let enough = 200_000
    private static let longestLine = 1 << 20

    static func measure(_ file: any StagedFile) throws(Fault) -> SampleEncoding {
        let head = try UserFileExamination.head(file)
        if let wide = CSVPreamble.wideEncoding(Array(head.prefix(8))) {
            let isMarked = !CSVPreamble.mark(Array(head.prefix(8)), .utf16).isEmpty
            return SampleEncoding(encoding: isMarked ? .utf16 : wide, special: 0, differing: 0)
        }
        var lines = Lines()
        try file.eachChunk { chunk throws(Fault) in
            chunk.withUnsafeBytes { lines.take($0) }
            return lines.count < enough ? .more : .enough
        }
        if lines.count < enough { lines.end() }
        return lines.verdict
    }

    /// Lines as they come in chunks, each judged when it is whole.
    private struct Lines {
        private(set) var count = 0
        private var special = 0
        private var asUTF8 = 0
        /// Bytes no character of Windows-1252 has.
        private var strange = 0
        private var line: [UInt8] = []

        mutating func take(_ chunk: UnsafeRawBufferPointer) {
            var rest = chunk[...]
            while let end = rest.firstIndex(of: 10) {
                line.append(contentsOf: rest[..<end])
                self.end()
                rest = rest[(end + 1)...]
            }
            line.append(contentsOf: rest)
            if line.count > SampleEncoding.longestLine { end() }
        }

        mutating func end() {
            if line.contains(where: { $0 >= 0x80 }) {
                special += 1
                if line.withUnsafeBufferPointer({ UTF8Check.firstInvalid($0) == nil }) {
                    asUTF8 += 1
                } else if line.contains(where: { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }) {
                    strange += 1
                }
            }
            if !line.isEmpty { count += 1 }
            line.removeAll(keepingCapacity: true)
        }

        var verdict: SampleEncoding {
            if asUTF8 * 2 >= special {
                return SampleEncoding(encoding: .utf8, special: special, differing: special - asUTF8)
            }
            // Without the bytes that Windows-1252 lacks the two are told apart by nothing, and then it is the wider one.
            let encoding: TextEncoding = strange == 0 ? .windows1252 : .latin1
            return SampleEncoding(encoding: encoding, special: special, differing: asUTF8)
        }
    }
}
