import Exchange

extension ReportText {
    var files: [Line] {
        var lines = [Line.blank, Line(.heading, "Files"), Line(.plain, "  from \(report.source)")]
        lines += ReportText.some(report.arrivals, fate: \.fate) { file in
            let about = "\(sized(file.size))\(ReportText.digest(file.sha256))  \(file.fate)"
            return "\(file.path)  \(about)\(readiness == nil ? ReportText.ready(file) : "")"
        }
        if let readiness { lines.append(Line(.detail, "    (finished: \(readiness))")) }
        if report.deliveries.isEmpty { return lines + [Line(.plain, "  nothing was delivered")] }
        lines.append(Line(.plain, "  to   \(report.target)"))
        lines += ReportText.some(report.deliveries, fate: \.state) { file in
            "\(file.target)  \(sized(file.size))\(ReportText.digest(file.sha256))  \(file.state)"
        }
        return lines
    }

    /// Where it is the same for all, said once.
    private var readiness: String? {
        guard let first = report.arrivals.first?.ready else { return nil }
        return report.arrivals.allSatisfy { $0.ready == first } ? first : nil
    }

    private static func ready(_ file: RunReport.Arrival) -> String { file.ready.map { "  (\($0))" } ?? "" }

    /// Files that a person reads one by one; of more, the first few, and of each fate a few.
    private static let shownFiles = 12
    private static let shownOfMany = 6
    private static let shownPerFate = 3

    /// All of a few files. Of many the first ones and some of every fate, with how many there are besides.
    private static func some<File>(
        _ files: [File], fate: (File) -> String, _ words: (File) -> String
    ) -> [Line] {
        if files.count <= shownFiles { return files.map { Line(.detail, "    \(words($0))") } }
        var lines: [Line] = []
        var shown: [String: Int] = [:]
        var others: [String: Int] = [:]
        for (index, file) in files.enumerated() {
            let fate = fate(file)
            if index < shownOfMany || shown[fate, default: 0] < shownPerFate {
                shown[fate, default: 0] += 1
                lines.append(Line(.detail, "    \(words(file))"))
            } else {
                others[fate, default: 0] += 1
            }
        }
        let counts = others.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        if counts.isEmpty { return lines }
        let total = counts.reduce(0) { $0 + $1.value }
        let words = counts.map { "\(grouped($0.value)) \($0.key)" }.joined(separator: ", ")
        return lines + [Line(.detail, "    and \(counted(total, "other")): \(words) (all of them: --json)")]
    }

    private static func digest(_ hex: String?) -> String { hex.map { "  sha256 \($0.prefix(8))" } ?? "" }

    /// A fault kept the input from being read to its end.
    private var isCutShort: Bool { report.fault != nil && report.deliveries.isEmpty }

    /// The books: both sides of one equation.
    var counts: [Line] {
        let counts = report.counts
        if counts.read + counts.added == 0 { return [] }
        var right = ["\(grouped(counts.accepted)) accepted", "\(grouped(counts.rejected)) rejected"]
        if counts.filtered > 0 { right.append("\(grouped(counts.filtered)) left out") }
        if counts.merged > 0 { right.append("\(grouped(counts.merged)) merged") }
        let left = "\(grouped(counts.read)) read" + (counts.added > 0 ? " + \(grouped(counts.added)) added" : "")
        return [
            Line.blank, Line(.heading, isCutShort ? "Records, as far as they were read" : "Records"),
            Line(.plain, "  \(left) = \(right.joined(separator: " + "))"),
        ]
    }

    /// Where to read on.
    var ending: [Line] {
        var lines: [Line] = []
        for path in report.rejects {
            lines.append(Line(.plain, "  rejected records: \(path)"))
            lines.append(Line(.plain, "    (same layout: correct them there and run them again)"))
        }
        for path in report.covers ?? [] { lines.append(Line(.plain, "  cover sheet: \(path)")) }
        if let path = report.reasons { lines.append(Line(.plain, "  why, each of them: \(path)")) }
        if report.changes != nil { lines.append(Line(.plain, "  who changes: \(idsCommand)")) }
        if let code = report.fault?.code ?? report.rulesInOrder.first?.rule {
            lines.append(Line(.plain, "  more about a code: exchange explain \(code)"))
        }
        if let audit = report.audit { lines.append(Line(.detail, "  audit head: \(audit.text)")) }
        return lines.isEmpty ? [] : [Line.blank] + lines
    }

    /// A dry run leaves nothing that could be asked for later.
    private var idsCommand: String {
        let profile = isForeign ? "\(report.institution)/\(report.profile)" : report.profile
        return report.dryRun
            ? "exchange run \(profile) --dry-run --ids"
            : "exchange report \(report.run)\(report.option(isForeign)) --ids"
    }
}

extension RunReport.Arrival {
    /// Until a file is let go of, whatever we did with our copy, it stands where it stood.
    fileprivate var fate: String { [RunReport.lost, "released"].contains(state) ? state : "still at the source" }
}
