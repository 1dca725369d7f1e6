/// What gpg says of its work on the descriptor for programs (`--status-fd`, doc/DETAILS of GnuPG): the only thing that is
/// believed. What it says to people is translated, and holds names of somebody else's choosing.
struct GnuPGStatus: Hashable {
    struct Line: Hashable {
        let keyword: String
        let words: [String]
    }

    /// A signature as it was judged, and what it was made with.
    struct Signature: Hashable {
        /// `GOODSIG`, `EXPKEYSIG`, `REVKEYSIG`, `EXPSIG`, `BADSIG`, `ERRSIG`.
        let judgement: String
        /// Of the primary key; nil where the signature does not verify.
        var primary: String?
        /// The digest's number (RFC 4880, 9.4).
        var digest: Int?
    }

    private static let prefix = "[GNUPG:] "
    private static let judgements: Set = ["GOODSIG", "EXPKEYSIG", "REVKEYSIG", "EXPSIG", "BADSIG", "ERRSIG"]

    let lines: [Line]

    /// Nil where anything else stands between the lines.
    init?(_ bytes: [UInt8]) {
        var lines: [Line] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard line.hasPrefix(GnuPGStatus.prefix) else { return nil }
            let words = line.dropFirst(GnuPGStatus.prefix.count).split(separator: " ").map(String.init)
            guard let keyword = words.first else { return nil }
            lines.append(Line(keyword: keyword, words: Array(words.dropFirst())))
        }
        self.lines = lines
    }

    func has(_ keyword: String) -> Bool { lines.contains { $0.keyword == keyword } }

    func all(_ keyword: String) -> [[String]] { lines.filter { $0.keyword == keyword }.map(\.words) }

    func place(of keyword: String) -> Int? { lines.firstIndex { $0.keyword == keyword } }

    /// libgpg-error's numbers, without where they come from: 11 is a wrong passphrase, 177 a missing one.
    var errors: Set<Int> {
        let said = all("ERROR").compactMap { $0.dropFirst().first } + all("FAILURE").compactMap { $0.dropFirst().first }
        return Set(said.compactMap { Int($0).map { $0 & 0xFFFF } })
    }

    var isPassphraseWrong: Bool { !errors.isDisjoint(with: [11, 177]) }

    var signatures: [Signature] {
        var found: [Signature] = []
        for line in lines {
            if GnuPGStatus.judgements.contains(line.keyword) {
                found.append(Signature(judgement: line.keyword))
            } else if line.keyword == "VALIDSIG", line.words.count >= 10, !found.isEmpty {
                found[found.count - 1].primary = line.words[9]
                found[found.count - 1].digest = Int(line.words[7])
            }
        }
        return found
    }
}
