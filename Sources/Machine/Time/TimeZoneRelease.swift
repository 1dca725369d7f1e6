import Exchange

/// How old what the machine knows of time zones is.
package struct TimeZoneRelease: Hashable, Sendable, CustomStringConvertible {
    /// `2025b`.
    package let description: String
    package let year: Int

    /// Of the zones in `folder`; nil where that does not say.
    package static func installed(in folder: String = "/usr/share/zoneinfo") -> TimeZoneRelease? {
        do throws(Fault) {
            let file = try Folder.openAnywhere("\(folder)/tzdata.zi")
            var bytes: [UInt8] = []
            try file.eachChunk { chunk throws(Fault) in
                bytes += chunk.withUnsafeBytes { Array($0.prefix(64)) }
                return .enough
            }
            return TimeZoneRelease(firstLine: bytes.prefix { $0 != 10 })
        } catch { return nil }
    }

    /// `# version 2025b`, as zic(8) makes it.
    init?(firstLine: some Collection<UInt8>) {
        let words = String(decoding: firstLine, as: UTF8.self).split(separator: " ")
        guard words.count == 3, words[0] == "#", words[1] == "version",
            let year = Int(words[2].prefix { $0.isASCII && $0.isNumber }), (1990...9999).contains(year)
        else { return nil }
        description = String(words[2])
        self.year = year
    }
}
