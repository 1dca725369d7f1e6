import Exchange
import Ledger

/// One profile on the morning page: its last run that came to something, and what it asks of whom.
package struct MorningEntry: Codable, Hashable, Sendable {
    /// How much it needs a person. In the order of the page.
    package enum Level: String, Codable, Sendable, CaseIterable {
        /// Nothing goes on before a person has decided.
        case held
        /// A run failed, or was interrupted and not finished yet.
        case failed
        /// An expected file has not come.
        case missing
        /// All went through, but for something that somebody should look at.
        case attention
        case ok
        /// No run in that time.
        case silent

        /// Whether somebody should do something, or at least look.
        var wantsSomebody: Bool { self != .ok && self != .silent }
    }

    /// One thing to act on.
    package struct Reason: Codable, Hashable, Sendable {
        package let rule: String
        package let severity: String
        package let count: Int
        package let owner: String
        /// The first finding, in a sentence with its place.
        package let example: String?
        package let remedy: String
        /// `new`, `since 12 March, 214 runs`; nil where nothing is known of earlier runs.
        package let age: String?
    }

    package private(set) var level: Level
    package let institution: String
    package let profile: String
    package let run: String?
    /// How many runs there were in that time; the others are not shown.
    package let runs: Int
    package let clock: String?
    /// Where the run had no report: the step it stands at.
    package let end: String
    package let headline: String
    package private(set) var reasons: [Reason]
    package let codes: [NewCodeLine]
    /// How a held run is let go.
    package let release: String?
    /// What shows all there is to say about the run; nil where there was none.
    package let more: String?

    /// Of a profile's last telling run, one of `runs`. `report` is nil where it was interrupted before it wrote one, or
    /// has none any more. `isForeign`: commands must name the institution. `untaken`: what the receiver has not taken, as
    /// of the last look there.
    package init(
        _ row: RunRow, _ report: RunReport?, institution: String, isForeign: Bool = false, runs: Int = 1,
        untaken: UntakenBook? = nil
    ) {
        let option = MorningEntry.option(institution, isForeign)
        let level = MorningEntry.level(row, report)
        let waiting = MorningEntry.reasons(untaken)
        self.level = level.wantsSomebody || waiting.isEmpty ? level : .attention
        self.runs = runs
        self.institution = institution
        profile = row.profile
        run = row.id
        clock = row.now.description
        end = row.end?.title ?? RunReport.open
        headline = MorningEntry.headline(row, report)
        // What the run itself saw of that is as old as the run.
        let own = report.map(MorningEntry.reasons) ?? []
        reasons = untaken == nil ? own : own.filter { $0.rule != Code.deliverUntaken.name } + waiting
        codes = report?.codes ?? []
        release =
            row.end == .held ? report.flatMap { report in report.holds.map { report.release($0, isForeign) } } : nil
        more = "exchange report \(row.id)\(option)"
    }

    /// Of a profile that did not run. `last` is its last run of all.
    package init(
        silent profile: String, last: RunRow?, institution: String, isForeign: Bool = false, untaken: UntakenBook? = nil
    ) {
        reasons = MorningEntry.reasons(untaken)
        level = reasons.isEmpty ? .silent : .attention
        runs = 0
        self.institution = institution
        self.profile = profile
        run = last?.id
        clock = last?.now.description
        end = last.map { $0.end?.title ?? RunReport.open } ?? ""
        headline = last.map { "No run in this time; the last was run \($0.id), \($0.now)." } ?? "It has never run."
        codes = []
        release = nil
        more = last.map { "exchange report \($0.id)\(MorningEntry.option(institution, isForeign))" }
    }

    /// The same where a file is late, in these words: somebody should look.
    func late(_ words: String?) -> MorningEntry {
        guard let words else { return self }
        var entry = self
        if !level.wantsSomebody { entry.level = .attention }
        let code = Code.pickupLate
        entry.reasons.append(
            Reason(
                rule: code.name, severity: Severity.warning.rawValue, count: 1, owner: code.owner.rawValue,
                example: "Late, not yet missing: \(words).", remedy: code.remedy, age: nil))
        return entry
    }

    private static func option(_ institution: String, _ isForeign: Bool) -> String {
        isForeign ? " --institution \(institution)" : ""
    }

    private static func level(_ row: RunRow, _ report: RunReport?) -> Level {
        switch row.end {
        case .done, .nothingToDo: .ok
        case .doneWithRejects: .attention
        case .missing: .missing
        case .held: .held
        // Waiting for a person's decision, as at a name that is taken.
        case nil: report?.exit == End.held.rawValue ? .held : .failed
        default: .failed
        }
    }

    private static func headline(_ row: RunRow, _ report: RunReport?) -> String {
        if let report { return report.headline }
        if row.end != nil { return row.summary }
        return "Under way, or interrupted at '\(row.step.rawValue)': 'exchange run \(row.profile)' finishes it."
    }

    private static func reasons(_ untaken: UntakenBook?) -> [Reason] {
        guard let untaken, let first = untaken.files.first else { return [] }
        let code = Code.deliverUntaken
        return [
            Reason(
                rule: code.name, severity: Severity.warning.rawValue, count: untaken.files.count,
                owner: code.owner.rawValue, example: first.sentence, remedy: code.remedy, age: nil)
        ]
    }

    /// The fault, then what the rules came to; errors first, notes not at all.
    private static func reasons(_ report: RunReport) -> [Reason] {
        var reasons: [Reason] = []
        if let fault = report.fault {
            reasons.append(
                Reason(
                    rule: fault.code, severity: Severity.error.rawValue, count: 1, owner: fault.owner,
                    example: fault.message == report.headline ? nil : fault.message, remedy: fault.remedy, age: nil))
        }
        for rule in report.rulesInOrder where rule.severity != Severity.note.rawValue {
            let finding = report.findings.first { $0.rule == rule.rule && $0.severity == rule.severity }
            let several = report.arrivals.count > 1
            let example = finding.map { $0.place(withFile: several) + $0.message }
            reasons.append(
                Reason(
                    rule: rule.rule, severity: rule.severity, count: rule.count, owner: finding?.owner ?? rule.owner,
                    example: example, remedy: finding?.remedy ?? rule.remedy, age: report.age(of: rule)))
        }
        return reasons
    }
}
