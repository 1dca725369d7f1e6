import Exchange
import Ledger

/// Notices that did not reach anybody: so that somebody learns of it another way.
package struct NoticeTroubles {
    /// That failed at least once and are tried again.
    package let waiting: [NoticeRow]
    /// Given up in the last days.
    package let givenUp: [NoticeRow]

    private static let recentSeconds = 7 * 86_400
    private static let deepest = 1000

    package init(_ ledger: any LedgerStore, now: Moment) throws(Fault) {
        waiting = try ledger.openNotices().filter { $0.tries > 0 && !$0.note.isEmpty }
        givenUp = try ledger.notices(limit: NoticeTroubles.deepest).filter {
            $0.state == .givenUp && now.seconds - $0.due.seconds < NoticeTroubles.recentSeconds
        }
    }

    package var isEmpty: Bool { waiting.isEmpty && givenUp.isEmpty }

    /// One sentence for lists; nil where there is nothing to say.
    package var sentence: String? {
        if isEmpty { return nil }
        let parts = [
            waiting.isEmpty ? nil : "\(counted(waiting.count, "notice")) could not be sent yet",
            givenUp.isEmpty ? nil : "\(counted(givenUp.count, "notice")) of the last 7 days reached nobody",
        ]
        return parts.compactMap(\.self).joined(separator: ", ") + ": exchange notices list"
    }

    /// For the next report of the profile: what waits, and what was given up since `moment`.
    func remarks(of profile: String, since moment: Moment?) -> [String] {
        let lost = givenUp.filter { row in row.profile == profile && moment.map { $0 <= row.due } ?? true }
        let late = waiting.filter { $0.profile == profile }
        return lost.map { "Nobody was told about run \($0.run) through '\($0.channel)': \($0.note)" }
            + late.map { "The notice about run \($0.run) to '\($0.channel)' could not be sent yet: \($0.note)" }
    }
}
