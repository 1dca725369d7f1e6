import Exchange

extension ReportText {
    var files: [Line] {
        var lines = [Line.blank, Line(.heading, "Files"), Line(.plain, "  from \(report.source)")]
        lines += report.arrivals.map { file in
            let about = "\(sized(file.size))\(ReportText.digest(file.sha256))  \(ReportText.fate(file.state))"
            return Line(.detail, "    \(file.path)  \(about)\(readiness == nil ? ReportText.ready(file) : "")")
        }
        if let readiness { lines.append(Line(.detail, "    (finished: \(readiness))")) }
        if report.deliveries.isEmpty { return lines + [Line(.plain, "  nothing was delivered")] }
        lines.append(Line(.plain, "  to   \(report.target)"))
        lines += report.deliveries.map { file in
            Line(.detail, "    \(file.target)  \(sized(file.size))\(ReportText.digest(file.sha256))  \(file.state)")
        }
        return lines
    }

    /// Where it is the same for all, said once.
    private var readiness: String? {
        guard let first = report.arrivals.first?.ready else { return nil }
        return report.arrivals.allSatisfy { $0.ready == first } ? first : nil
    }

    private static func ready(_ file: RunReport.Arrival) -> String { file.ready.map { "  (\($0))" } ?? "" }

    /// Until a file is let go of, whatever we did with our copy, it stands where it stood.
    private static func fate(_ state: String) -> String { state == "released" ? state : "still at the source" }

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
        if let path = report.reasons { lines.append(Line(.plain, "  why, each of them: \(path)")) }
        if report.changes != nil { lines.append(Line(.plain, "  who changes: \(idsCommand)")) }
        if let code = report.fault?.code ?? report.rulesInOrder.first?.rule {
            lines.append(Line(.plain, "  more about a code: exchange explain \(code)"))
        }
        return lines.isEmpty ? [] : [Line.blank] + lines
    }

    /// A dry run leaves nothing that could be asked for later.
    private var idsCommand: String {
        report.dryRun ? "exchange run \(report.profile) --dry-run --ids" : "exchange report \(report.run) --ids"
    }
}
