import Exchange
import Ledger

/// How a run's files are called at their source while nobody else may take them: `users.csv.26-0412-1-9f3c2b1a.taken`.
///
/// Run and ordinal are for people. The token is drawn by chance: another installation that empties the same folder may
/// have a run of the same id, and must not take a file of this one for its own.
struct SourceMark: Codable {
    let run: String
    /// The connection behind which the files stand.
    let connection: String
    let token: String

    /// In the file's own folder. Of a name that would get too long, the end is left out; the ledger has all of it.
    func path(of arrival: ArrivalRow) -> String {
        let bytes = arrival.path.utf8
        let start = bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex
        let ending = ".\(run)-\(arrival.ordinal)-\(token)\(FileChoice.claimedEnding)"
        let name = SourceMark.cut(bytes[start...], to: SourceMark.longest - ending.utf8.count)
        return String(arrival.path[..<start]) + name + ending
    }

    /// In bytes: what file systems take.
    private static let longest = 255

    /// At the beginning of a character.
    private static func cut(_ name: Substring.UTF8View, to count: Int) -> String {
        var kept = name.prefix(count)
        while kept.endIndex < name.endIndex, name[kept.endIndex] & 0xC0 == 0x80 { kept = kept.dropLast() }
        return String(Substring(kept))
    }
}
