import Exchange
import Ledger
import Machine

/// Makes a notice of what the ledger planned and the run's report says. The same row and report give the same notice.
struct NoticeMaking {
    let row: NoticeRow
    let report: RunReport
    /// How often the same was not told since it was last, and since when.
    let repeats: Int
    let since: CivilTime?
    let at: CivilTime
    /// The report as an HTML page.
    let page: [UInt8]?

    /// Longer subjects are cut by whoever shows them.
    private static let longestSubject = 160

    var notice: Notice {
        let occasion = NoticeOccasion(report, isAfterTrouble: false)
        let owners = Owner.allCases.filter(occasion.owners.contains)
        var document = NoticeDocument(
            id: row.id, kind: "run", institution: report.institution, profile: report.profile, run: report.run,
            clock: report.clock, zone: report.zone, verdict: report.end, exit: report.exit, causes: row.causes,
            owners: owners.map(\.rawValue), codes: occasion.codes, counts: report.counts, repeats: repeats)
        let bare = JSONFile.bytes(document)
        document.subject = subject
        document.text = text(owners)
        return Notice(
            id: row.id, at: at, subject: subject, text: text(owners), page: page,
            pageName: "report-\(report.run).html", owners: owners, document: bare,
            fullDocument: JSONFile.bytes(document))
    }

    private var subject: String {
        let said = report.headline.replacing("Held, nothing sent: ", with: "", maxReplacements: 1)
        let text = shown("[\(report.institution)] \(verdict) \(report.profile): \(said)")
        return text.count > NoticeMaking.longestSubject ? text.prefix(NoticeMaking.longestSubject - 1) + "…" : text
    }

    private var verdict: String {
        let causes = Set(row.causes.compactMap(NoticeCause.init(rawValue:)))
        let words: [(NoticeCause, String)] = [
            (.held, "HELD"), (.failed, "FAILED"), (.missing, "MISSING"), (.notTaken, "NOT TAKEN"),
            (.recovered, "OK AGAIN"), (.rejects, "REJECTS"),
        ]
        return words.first { causes.contains($0.0) }?.1 ?? "OK"
    }

    private func text(_ owners: [Owner]) -> String {
        let act = owners.isEmpty ? [] : ["Who must act: \(owners.map(\.title).joined(separator: ", "))."]
        let again = "The same was not told again \(counted(repeats, "time"))"
        let quiet = repeats == 0 ? [] : ["\(again) since \(since.map { "\($0)" } ?? "then")."]
        let ending = [
            "",
            "This is about run \(report.run) of \(report.institution)/\(report.profile): exchange report \(report.run)",
        ]
        return
            ((act + quiet + (act + quiet == [] ? [] : [""])).map(shown) + ReportText(report).lines.map(\.text) + ending)
            .map { $0 + "\n" }.joined()
    }
}
