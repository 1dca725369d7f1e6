import Exchange

/// What a server says it can do (FEAT, RFC 2389), asked once for each session.
struct FTPFeatures: Hashable, Sendable {
    /// In upper case, with what follows: `MLST` = `type*;size*;`.
    let all: [String: String]

    static let none = FTPFeatures(all: [:])

    init(all: [String: String]) { self.all = all }

    init(_ reply: FTPReply) {
        guard reply.isFine else {
            all = [:]
            return
        }
        var found: [String: String] = [:]
        for line in reply.inner.prefix(200) {
            let text = PlacePath.readable(String(decoding: line, as: UTF8.self))
            let words = text.split(separator: " ", maxSplits: 1)
            guard let name = words.first?.uppercased(), found[name] == nil else { continue }
            found[name] = words.count > 1 ? String(words[1]) : ""
        }
        all = found
    }

    func has(_ name: String) -> Bool { all[name] != nil }

    /// MLSD and MLST, with what must be known of each file switched on.
    var hasFacts: Bool {
        guard let facts = all["MLST"]?.lowercased().split(separator: ";").map(String.init) else { return false }
        return ["type*", "size*", "modify*"].allSatisfy(facts.contains)
    }

    /// Commands that tell a file's digest.
    var digests: [String] { ["HASH", "XSHA256", "XSHA1", "XMD5", "XCRC", "MD5"].filter(has) }
}
