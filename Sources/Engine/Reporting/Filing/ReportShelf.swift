import Exchange
import Ledger
import Machine

/// Reports filed for people, away from the state folder: `<profile>/<day>/<run>.txt`, `.html` and `.json`, the day by the
/// run's clock. Each file appears whole or not at all; the JSON comes last, so whoever sees it sees all three.
package struct ReportShelf {
    private let folder: Folder
    private let isForeign: Bool
    private static let endings = ["txt", "html", "json"]
    /// How many of a profile's runs are looked after by the next one, in case their process was ended before it filed.
    private static let lookedAfter = 5

    /// `path` on this machine; made where it is missing. `isForeign` as in `ReportText`.
    package init(_ path: String, isForeign: Bool = false) throws(Fault) {
        folder = try Folder.make(path)
        self.isForeign = isForeign
    }

    /// In place of what an earlier process filed of the same run. A look that found nothing at all is not filed: where a
    /// profile looks every few minutes, nobody would find anything else.
    package func file(_ report: RunReport) throws(Fault) {
        if report.isIdle { return }
        let stem = ReportShelf.stem(report)
        _ = try folder.making(String(stem[..<(stem.lastIndex(of: "/") ?? stem.endIndex)]))
        try JSONFile.replace(stem + ".txt", with: Array(ReportText(report, isForeign: isForeign).text.utf8), in: folder)
        try JSONFile.replace(
            stem + ".html", with: Array(ReportHTML(report, isForeign: isForeign).html.utf8), in: folder)
        try JSONFile.write(report, as: stem + ".json", in: folder)
    }

    /// Files what the profile's last runs left unfiled, because they were killed in that moment or there was no room.
    package func catchUp(
        _ profile: String, _ ledger: any LedgerStore, _ reports: StoredReports
    ) throws(Fault) {
        for row in try ledger.runs(of: profile, limit: ReportShelf.lookedAfter) {
            guard let report = try reports.report(of: row.id), report.profile == profile, !report.isIdle else {
                continue
            }
            let filed = try JSONFile.read(RunReport.self, ReportShelf.stem(report) + ".json", in: folder)
            if filed?.end != report.end { try file(try report.anchored(in: ledger)) }
        }
    }

    /// Removes the days that ended longer ago than reports are kept, of every profile. What is no report of ours stays.
    /// Answers how many files went; `dryRun` only counts.
    @discardableResult
    package func prune(today: CivilDate, keeping seconds: Int, dryRun: Bool = false) throws(Fault) -> Int {
        let oldest = CivilDate(daysSince1970: today.daysSince1970 - seconds / Retention.day).description
        var removed = 0
        for profile in try names("", .folder) {
            for day in try names(profile, .folder) where ReportShelf.isDay(day) && day < oldest {
                let place = "\(profile)/\(day)"
                for file in try names(place, .file) where ReportShelf.isOurs(file) {
                    removed += 1
                    if !dryRun { try folder.remove("\(place)/\(file)") }
                }
                if !dryRun, try isEmpty(place) { try folder.removeFolder(place) }
            }
        }
        return removed
    }

    private static func stem(_ report: RunReport) -> String {
        "\(report.profile)/\(report.clock.prefix(10))/\(report.run)"
    }

    private static func isDay(_ name: String) -> Bool {
        name.utf8.count == 10 && name.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 }
    }

    /// A report, or one that was being written when its process was killed.
    private static func isOurs(_ name: String) -> Bool {
        endings.contains { name.hasSuffix(".\($0)") || name.hasSuffix(".\($0)\(JSONFile.unfinished)") }
    }

    private func isEmpty(_ path: String) throws(Fault) -> Bool {
        var count = 0
        try folder.folder(path).list { _ throws(Fault) in
            count += 1
            return .enough
        }
        return count == 0
    }

    private func names(_ path: String, _ kind: Entry.Kind) throws(Fault) -> [String] {
        var names: [String] = []
        try folder.folder(path).list { entry throws(Fault) in
            if entry.kind == kind { names.append(entry.name) }
            return .more
        }
        return names
    }
}

extension RunReport {
    /// Nothing came, and nothing is wrong that another report does not say.
    fileprivate var isIdle: Bool {
        end == End.nothingToDo.title && arrivals.isEmpty && fault == nil
            && rules.allSatisfy { $0.rule == Code.deliverUntaken.name }
    }
}
