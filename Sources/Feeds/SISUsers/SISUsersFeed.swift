import Exchange
import Formats
import Rules

/// Campus people to users of the library system: a table in, a zipped user file out.
package struct SISUsersFeed: Feed {
    package static let name = "sis-users"
    package static let summary = "campus people (CSV, fixed width, JSON) to a zipped user file the library system loads"
    package static let settings = SISUsersSettings.all

    let format: TableFormat
    let layout: UserLayout
    let policies: UserPolicies
    let pack: AlmaRulePack
    private let warnings: [Complaint]

    package init(_ settings: Settings) throws(Complaints) {
        let scope = RuleScope(settings)
        var reading = UserLayoutReading(settings, scope)
        format = TableFormat.read(settings.block("read"), &reading.complaints)
        let whole = UserPoliciesReading(settings, reading.layout, scope)
        var layout = reading.layout
        layout.furtherColumns = whole.columns
        self.layout = layout
        let added = TableFormat.addedColumns(settings)
        for slot in layout.slots {
            for column in slot.rule.columns where !added.contains(column) {
                format.check(column, slot.rule.mark, key: slot.path, &reading.complaints)
            }
        }
        policies = whole.policies
        pack = whole.pack
        warnings = scope.doubts + UserDoubts(settings, layout, whole.policies).all
        let complaints = reading.complaints.all + whole.complaints.all
        if !complaints.isEmpty { throw Complaints(complaints) }
    }

    package func explain() -> [String] { UserExplanation(self).lines }

    package func doubts() -> [Complaint] { warnings }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) {
        guard file.size == 0 else { return }
        throw Fault(.csvEmpty, .reject, "\(PlacePath.readable(file.name)) is empty: it has no byte at all.")
    }

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        try UserConversion(self, facts, outbox, notebook, outside, report).run(arrivals)
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        var users = 0
        for output in outputs { users += try UserFileCheck.countUsers(output) }
        try demand(users, in: outputs, tally)
        guard how == .full else { return }
        users = 0
        for output in outputs { users += try UserFileCheck.countUsersInForeignZip(output) }
        try demand(users, in: outputs, tally)
    }

    private func demand(_ users: Int, in outputs: [any StagedFile], _ tally: Tally) throws(Fault) {
        if users == tally.accepted { return }
        let names = outputs.map(\.name).joined(separator: ", ")
        throw Fault(
            .sisOutput, .stop,
            "\(names) \(outputs.count == 1 ? "holds" : "hold") \(users) users, but \(tally.accepted) were written.")
    }
}
