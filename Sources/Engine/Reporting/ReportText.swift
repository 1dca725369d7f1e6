import Exchange

/// A report as people read it: the verdict first, then what needs doing and by whom, then what changes, then the facts.
/// Plain text of at most 100 columns, but for paths that are longer; the command adds colour by the role of each line.
package struct ReportText {
    package typealias Line = ReportLine

    let report: RunReport
    /// Findings of one rule shown word for word.
    let shownPerRule: Int

    /// The institution is not the one that commands mean by themselves, so they must name it.
    let isForeign: Bool

    package init(_ report: RunReport, shownPerRule: Int = 5, isForeign: Bool = false) {
        self.report = report
        self.isForeign = isForeign
        self.shownPerRule = shownPerRule
    }

    package var lines: [Line] {
        verdict + fault + waysOn + todo + comparison + notes + codes + files + counts + money + remarks + ending
    }

    package var text: String { lines.map { $0.text + "\n" }.joined() }

    private var verdict: [Line] {
        let dry = report.dryRun ? "  DRY RUN" : ""
        let head = "\(report.end.uppercased())\(dry)  \(report.profile)  run \(report.run)  \(report.clock)"
        return [Line(.verdict, head)] + Line.paragraph(.plain, 2, report.headline)
    }

    private var fault: [Line] {
        guard let fault = report.fault else { return [] }
        let said = fault.message == report.headline ? [] : Line.paragraph(.plain, 2, fault.message)
        let further = report.end == RunReport.open ? "; the next run goes on here" : ""
        return said + Line.paragraph(.plain, 2, "what happens next: \(fault.next)\(further)")
            + Line.paragraph(.remedy, 2, "\(fault.remedy)  [\(fault.code)]", lead: "-> ")
    }

    /// What can be done about a held run.
    private var waysOn: [Line] {
        guard report.isHeld else { return [] }
        if report.dryRun {
            return Line.paragraph(
                .plain, 2, "A real run would send nothing until somebody releases it, or a better file comes.")
        }
        guard let holds = report.holds else {
            return Line.paragraph(
                .remedy, 2,
                "There is nothing in it that could be released. Bring a better file; the next run takes it.",
                lead: "-> ")
        }
        let isOwn = holds == report.run
        let lines = [
            Line.blank, Line(.heading, "Two ways on"),
            Line(
                .remedy,
                "  \(report.release(holds, isForeign))   sends exactly what is held \(isOwn ? "here" : "there")"),
            Line(.remedy, "  or wait: a later run that delivers takes its place"),
        ]
        return isOwn
            ? lines : lines + [Line(.plain, "  why it is held: exchange report \(holds)\(report.option(isForeign))")]
    }

    private var codes: [Line] {
        guard let codes = report.codes, !codes.isEmpty else { return [] }
        return [Line.blank, Line(.heading, "New codes")]
            + codes.flatMap { Line.paragraph(.plain, 2, $0.text + aged(since: $0.since, runs: $0.runs)) }
    }

    func aged(since: String?, runs: Int?) -> String {
        guard let since, let runs else { return "" }
        return "  [\(Age.words(since: since, runs: runs, at: report.clock))]"
    }

    private var remarks: [Line] {
        if report.remarks.isEmpty { return [] }
        return [Line.blank] + report.remarks.flatMap { Line.paragraph(.plain, 2, $0) }
    }
}

extension RunReport {
    /// A guard holds it: a person can let it go.
    var isHeld: Bool { end == End.held.title }

    /// The command that lets a held run go.
    func release(_ run: String, _ isForeign: Bool) -> String {
        "exchange release \(run)\(option(isForeign)) --reason \"…\""
    }

    /// Runs of several institutions have the same ids.
    func option(_ isForeign: Bool) -> String { isForeign ? " --institution \(institution)" : "" }

    /// How sentences about the receiver are put: before, without or after a delivery.
    enum Mood { case would, will, did }

    var mood: Mood {
        if dryRun || isHeld { return .would }
        if end == RunReport.open { return .will }
        return end == End.done.title || end == End.doneWithRejects.title ? .did : .would
    }
}
