import Exchange

/// A run's report as one self-contained HTML document: what `ReportText` says, in its order.
package struct ReportHTML {
    let report: RunReport
    private let text: ReportText
    private static let shownFiles = 12

    /// `isForeign` as in `ReportText`.
    package init(_ report: RunReport, isForeign: Bool = false) {
        self.report = report
        text = ReportText(report, isForeign: isForeign)
    }

    package var html: String {
        let title = "\(report.end.uppercased()) \(report.profile) run \(report.run)"
        return HTMLWriting.document(title) { page in
            page.element("h1", .title, title)
            page.element("p", .quiet, report.clock + (report.dryRun ? ", dry run" : ""))
            page.element("p", report.headline)
            fault(&page)
            if report.end == End.held.title, let holds = report.holds {
                page.element("p", "To send exactly what is held: \(report.release(holds, text.isForeign))")
            }
            todo(&page)
            figures(&page, text.comparison)
            figures(&page, text.notes)
            codes(&page)
            files(&page)
            records(&page)
            figures(&page, text.money)
            remarks(&page)
        }
    }

    private func fault(_ page: inout HTMLWriting) {
        guard let fault = report.fault else { return }
        if fault.message != report.headline { page.element("p", fault.message) }
        page.element("p", "What happens next: \(fault.next).")
        let owner = Owner(rawValue: fault.owner)?.title ?? fault.owner
        page.element("p", "\(owner): \(fault.remedy) [\(fault.code)]")
    }

    private func todo(_ page: inout HTMLWriting) {
        let needing = report.rulesInOrder.filter { $0.severity != Severity.note.rawValue }
        if needing.isEmpty { return }
        page.element("h2", .section, "To do")
        for owner in Owner.allCases {
            let rules = needing.filter { $0.owner == owner.rawValue }
            if rules.isEmpty { continue }
            page.element("h3", .part, owner.title)
            page.within("ul", .list) { list in
                for rule in rules { list.within("li") { item in self.rule(rule, &item) } }
            }
        }
    }

    private func rule(_ rule: RuleCount, _ item: inout HTMLWriting) {
        let findings = report.findings.filter { $0.rule == rule.rule && $0.severity == rule.severity }
        let kind = rule.severity == Severity.warning.rawValue ? " (warning)" : ""
        let age = report.age(of: rule).map { ", \($0)" } ?? ""
        item.element("p", "\(grouped(rule.count)) x \(rule.rule)\(kind)\(age)")
        let shown = findings.prefix(text.shownPerRule)
        if !shown.isEmpty {
            item.within("ul", .list) { list in
                for finding in shown {
                    list.element("li", finding.place(withFile: report.arrivals.count > 1) + finding.message)
                }
                if rule.count > shown.count { list.element("li", "and \(grouped(rule.count - shown.count)) more") }
            }
        }
        item.element("p", "What to do: \(findings.first?.remedy ?? rule.remedy)")
    }

    /// Columns that stand under each other stay as they are.
    private func figures(_ page: inout HTMLWriting, _ lines: [ReportLine]) {
        let said = lines.filter { !$0.text.isEmpty }
        guard let heading = said.first else { return }
        page.element("h2", .section, heading.text)
        page.within("div", .figures) { box in
            for line in said.dropFirst() { box.element("div", line.text) }
        }
    }

    private func codes(_ page: inout HTMLWriting) {
        guard let codes = report.codes, !codes.isEmpty else { return }
        page.element("h2", .section, "New codes")
        page.within("ul", .list) { list in
            for code in codes { list.element("li", code.text + text.aged(since: code.since, runs: code.runs)) }
        }
    }

    private func files(_ page: inout HTMLWriting) {
        page.element("h2", .section, "Files")
        table(&page, "From \(report.source)", report.arrivals.map { [$0.path, sized($0.size), $0.state] })
        table(&page, "To \(report.target)", report.deliveries.map { [$0.target, sized($0.size), $0.state] })
        if report.deliveries.isEmpty { page.element("p", "Nothing was delivered.") }
    }

    private func table(_ page: inout HTMLWriting, _ caption: String, _ rows: [[String]]) {
        page.table(caption, ["File", "Size", "State"], Array(rows.prefix(ReportHTML.shownFiles)), numbers: [1])
        let more = rows.count - ReportHTML.shownFiles
        if more > 0 { page.element("p", "and \(counted(more, "other file"))") }
    }

    private func records(_ page: inout HTMLWriting) {
        let counts = report.counts
        let rows = [
            ("read", counts.read), ("added", counts.added), ("accepted", counts.accepted),
            ("rejected", counts.rejected), ("left out", counts.filtered), ("merged", counts.merged),
        ]
        let some = rows.filter { $0.1 > 0 }.map { [$0.0, grouped($0.1)] }
        if some.isEmpty { return }
        page.element("h2", .section, "Records")
        page.table("How many", ["Records", "Number"], some, numbers: [1])
    }

    private func remarks(_ page: inout HTMLWriting) {
        for remark in report.remarks { page.element("p", remark) }
        for path in report.covers ?? [] { page.element("p", "Cover sheet: \(path)") }
        for path in report.rejects { page.element("p", "Rejected records: \(path)") }
        if let audit = report.audit { page.element("p", .quiet, "Audit head: \(audit.text)") }
    }
}
