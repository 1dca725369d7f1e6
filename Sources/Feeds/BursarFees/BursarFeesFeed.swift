import Exchange
import Formats
import Rules

/// Fines and fees that the library system hands over, to the bursar's office, each once.
package struct BursarFeesFeed: Feed {
    package static let name = "bursar-fees"
    package static let summary = "fines and fees (the bursar export, or a report) to the bursar's office, each once"
    package static let settings = BursarFeesSettings.all
    package static let source = Owner.library
    package static let hasRecords = false
    package static let registers: Set<RegisterEntry.Kind> = [.fee]

    /// Nil where files are the export's XML.
    let table: (format: TableFormat, columns: ColumnRules)?
    let amounts: DecimalReading
    let dates: DateLayout
    let credits: FeeCheck.CreditSign
    let currencies: [Currency]
    /// Makes `type_words` of a fee's type; nil where any type goes.
    let types: ValueRule?
    /// What tells one fee from all others.
    let key: [FeeField]
    let plan: TargetPlan
    private let settings: Settings
    private let warnings: [Complaint]

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        let scope = RuleScope(settings)
        var reading = BursarFeesReading(settings, scope)
        table = reading.table()
        amounts = reading.amounts()
        dates = reading.dates()
        currencies = reading.currencies()
        types = reading.types()
        key = reading.key()
        credits = settings.text("credits").flatMap(FeeCheck.CreditSign.init) ?? .negative
        complaints.all += reading.complaints.all
        _ = RecordFilter(settings, shape: FeeField.shape, scope: scope, &complaints)
        var plan: TargetPlan?
        if let write = settings.block("write") {
            plan = TargetPlan(write, shape: FeeField.shape, scope: scope, &complaints)
        } else {
            complaints.add(settings.mark, key: "write", "the profile does not say what the bursar's file looks like")
        }
        guard let plan, complaints.isEmpty else { throw complaints }
        self.plan = plan
        self.settings = settings
        warnings = scope.doubts + reading.doubts
    }

    package var placeholders: Set<Placeholder> {
        plan.usesParts ? Placeholder.ofDeliveries.union([.part]) : Placeholder.ofDeliveries
    }

    package func explain() -> [String] { BursarFeesExplanation(self).lines }

    package func doubts() -> [Complaint] { warnings }

    /// Counts what it leaves out, so there is one for each conversion.
    func filter() -> RecordFilter {
        var known = Complaints([])
        return RecordFilter(settings, shape: FeeField.shape, scope: RuleScope(settings), &known)
    }

    func check(_ report: Report) -> FeeCheck {
        FeeCheck(
            amounts: amounts, dates: table == nil ? dates : .iso, credits: credits, currencies: Set(currencies),
            report: report)
    }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) {
        let kind = try FeeFile.kind(file)
        if table == nil, kind == .other {
            throw Fault(
                .feesFile, .reject,
                "\(PlacePath.readable(file.name)) is no XML, and the profile has no 'fields' to read a table by.")
        }
        if table == nil { try FeeFile.sayWhole(file, report) }
    }

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        try FeeConversion(self, facts, outbox, notebook, report).run(arrivals)
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try TargetCheck(plan).check(outputs, tally, how)
    }

    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? {
        // A file of nothing may be an export of no fees, but only a profile knows that it is one.
        if file.size == 0 { return nil }
        return try FeeFile.kind(file) == .fees ? "the library system's XML of fees" : nil
    }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        try FeeExamination(report).examine(file)
        return ["the bursar's layout, types of fees and filters (they need --profile)", "what was sent before"]
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        try inspect(file, report: report)
        _ = try FeeConversion(self, RunFacts.trial(now), TrialOutbox(), TrialNotebook(), report).run([file])
    }
}
