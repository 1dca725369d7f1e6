import Exchange
import Ledger

/// Puts together what the ledger, the last delivered load, the reports and the lists of changes of one profile know of
/// one record. Changes nothing.
package struct RecordTracing {
    /// The lines of a run's list of changes about a record; nil where the list is not kept any more.
    package typealias Changes = (_ path: String, _ identifier: String) throws(Fault) -> [ChangeRow]?

    private let profile: ProfileName
    private let feed: any Feed
    private let ledger: any LedgerStore
    private let workspace: Workspace
    private let naming: (String) -> String?
    private let changes: Changes

    /// `naming` is what reports call a record.
    package init(
        _ plan: RunPlan, _ ledger: any LedgerStore, _ workspace: Workspace, naming: @escaping (String) -> String?,
        changes: @escaping Changes
    ) {
        profile = plan.profile
        feed = plan.feed
        self.ledger = ledger
        self.workspace = workspace
        self.naming = naming
        self.changes = changes
    }

    /// One story for each record with that identifier, or the one of a record that the last delivered load does not have.
    package func stories(of identifier: String, withPersonal: Bool) throws(Fault) -> [RecordStory] {
        var notes: [String] = []
        let found = try traces(of: identifier, &notes)
        if found.isEmpty { return [try story(identifier, nil, withPersonal, notes)] }
        var stories: [RecordStory] = []
        for trace in found { stories.append(try story(trace.identifier, trace, withPersonal, notes)) }
        return stories
    }

    private func traces(of identifier: String, _ notes: inout [String]) throws(Fault) -> [RecordTrace] {
        guard let tracer = feed as? any RecordTracer else {
            notes.append("This profile's feed keeps no load in which single records could be looked up.")
            return []
        }
        guard let text = try ledger.entry(profile.profile, BaselineEntry.key) else {
            notes.append("No whole load has been delivered yet.")
            return []
        }
        let load = try BaselineShelf(workspace: workspace, profile: profile.profile).load(recorded: text, ledger)
        return try tracer.trace(identifier, in: load)
    }

    private func story(
        _ identifier: String, _ trace: RecordTrace?, _ withPersonal: Bool, _ notes: [String]
    ) throws(Fault) -> RecordStory {
        var notes = notes
        let delivering: RunRow? = if let run = trace?.run { try ledger.run(run) } else { nil }
        let first = delivering?.sequence ?? 0
        let rows = try ledger.runs(of: profile.profile, limit: RecordTracing.deepest).filter { $0.sequence >= first }
        var events: [RecordStory.Event] = []
        for row in rows.reversed() {
            if let event = try event(row, identifier, isDelivery: row.id == trace?.run, isKnown: trace != nil, &notes) {
                events.append(event)
            }
        }
        if naming(identifier) == nil {
            notes.append(
                "Reports name nobody here ('reports: identifiers' is 'none'), so rejections cannot be looked up.")
        }
        return RecordStory(
            schema: 1, institution: profile.institution, profile: profile.profile, identifier: identifier,
            delivery: try trace.map { found throws(Fault) in try delivery(found, delivering, withPersonal) },
            events: events, notes: notes)
    }

    /// How many runs are looked through.
    private static let deepest = 400

    // MARK: The delivery

    private func delivery(
        _ trace: RecordTrace, _ row: RunRow?, _ withPersonal: Bool
    ) throws(Fault) -> RecordStory.Delivery {
        var targets: [String] = []
        var sources: [String] = []
        if let row {
            targets = try ledger.deliveries(of: row.id).map(\.target)
            sources = try ledger.arrivals(of: row.id).map(\.path)
        }
        return RecordStory.Delivery(
            run: trace.run, clock: row?.now.description, targets: RecordTracing.one(targets, trace.delivery),
            sources: RecordTracing.one(sources, trace.file), line: trace.line > 0 ? trace.line : nil,
            facts: trace.facts.filter { withPersonal || !$0.isPersonal })
    }

    /// The one with that number, where it has one.
    private static func one(_ all: [String], _ number: Int) -> [String] {
        all.indices.contains(number - 1) ? [all[number - 1]] : all
    }

    // MARK: What runs had to do with it

    private func event(
        _ row: RunRow, _ identifier: String, isDelivery: Bool, isKnown: Bool, _ notes: inout [String]
    ) throws(Fault) -> RecordStory.Event? {
        let report = try StoredReports(workspace).report(of: row.id)
        var words = report.map { said($0, of: identifier) } ?? []
        let isRejected = words.contains { $0.hasPrefix(RecordTracing.rejected) }
        var isListed = false
        if let path = report?.changes {
            let rows = try changes(path, identifier)
            isListed = rows != nil
            words += (rows ?? []).compactMap { RecordTracing.words($0, row.end, isRejected: isRejected) }
        }
        if words.isEmpty, let report, !isDelivery { note(report, identifier, &notes) }
        // A load that went nowhere matters to everybody in it; where nothing is known of somebody, it says nothing.
        let isStuck = row.end != .done && row.end != .doneWithRejects && row.end != .nothingToDo
        if isStuck, isKnown, !isDelivery {
            if words.isEmpty, isListed { words.append("it would have changed nothing for this record") }
            words.insert(row.summary.isEmpty ? "it is not finished yet" : row.summary, at: 0)
        }
        if words.isEmpty { return nil }
        let end = try HeldRuns(ledger, workspace).title(of: row) ?? RunReport.open
        return RecordStory.Event(run: row.id, clock: row.now.description, end: end, words: words)
    }

    private static let rejected = "rejected"

    /// The findings about it, word for word.
    private func said(_ report: RunReport, of identifier: String) -> [String] {
        guard let name = naming(identifier) else { return [] }
        return report.findings.filter { $0.subject == name }.map { finding in
            let file = finding.file ?? (report.arrivals.count == 1 ? PlacePath.last(report.arrivals[0].path) : nil)
            let line = finding.line.map { "line \(grouped($0))" }
            let place = [file, line].compactMap(\.self).joined(separator: ", ")
            let isError = finding.severity == Severity.error.rawValue
            let owner = Owner(rawValue: finding.owner)?.title ?? finding.owner
            let act = finding.severity == Severity.note.rawValue ? "" : " -> \(owner): \(finding.remedy)"
            return "\(isError ? RecordTracing.rejected : finding.severity): \(place.isEmpty ? "" : "\(place): ")"
                + "\(finding.message)  [\(finding.rule)]\(act)"
        }
    }

    /// What a line of the list of changes means; nil where a finding has said it already.
    private static func words(_ row: ChangeRow, _ end: End?, isRejected: Bool) -> String? {
        let would = end == .done || end == .doneWithRejects ? "" : "would be "
        switch row.kind {
        case "new": return "\(would)new"
        case "changed", "cleared": return "\(would)\(row.kind): \(row.fields)"
        case "kept": return isRejected ? nil : "rejected; the receiver keeps what it has"
        case "missing": return "missing from the source; not ended, because rejected rows did not say whose they were"
        case "gone": return "missing from the source; the receiver keeps what it has"
        case "expired": return "missing from the source; \(would)sent once more with a new expiry date"
        default: return row.kind
        }
    }

    /// Where a rule spoke more often than a report keeps, this record may be among the others.
    private func note(_ report: RunReport, _ identifier: String, _ notes: inout [String]) {
        let cut = report.rules.first { rule in
            rule.severity == Severity.error.rawValue
                && rule.count > report.findings.count { $0.rule == rule.rule && $0.severity == rule.severity }
        }
        guard let cut, naming(identifier) != nil else { return }
        let place = report.rejects.first.map { ": look into \($0)" } ?? ""
        notes.append(
            "Run \(report.run) rejected \(grouped(cut.count)) records by \(cut.rule), more than its report names\(place)"
        )
    }
}
