import Exchange
import Rules

/// Invoices of Alma's payment export to the ERP, in whatever layout it reads.
package struct ERPInvoicesFeed: Feed {
    package static let name = "erp-invoices"
    package static let registers: Set<RegisterEntry.Kind> = [.invoice]
    package static let summary = "invoices for payment (Alma's XML, or a report) to the ERP, in a layout of its own"
    package static let settings = ERPInvoicesSettings.all
    package static let source = Owner.acquisitions
    package static let hasRecords = false

    let rules: InvoiceRules
    /// Nil where files are Alma's XML.
    let source: InvoiceReport?
    let plan: TargetPlan
    private let written: Settings
    private let sentences: [String]
    private let warnings: [Complaint]

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        let scope = RuleScope(settings)
        source = InvoiceReport(settings, scope, &complaints)
        rules = InvoiceRules(settings, isReport: source != nil, &complaints)
        written = settings
        let filter = RecordFilter(settings, shape: InvoiceShape.shape, scope: scope, &complaints)
        sentences = filter.explanation
        let plan = settings.block("write").flatMap {
            TargetPlan($0, shape: InvoiceShape.shape, scope: scope, &complaints)
        }
        warnings = scope.doubts
        guard let plan, complaints.isEmpty else { throw complaints }
        self.plan = plan
    }

    /// Compiled anew for each conversion, since compiled rules stay on their thread. Setup has read the rules before.
    var filter: RecordFilter {
        var complaints = Complaints([])
        return RecordFilter(written, shape: InvoiceShape.shape, scope: RuleScope(written), &complaints)
    }

    package var placeholders: Set<Placeholder> {
        plan.usesParts ? Placeholder.ofDeliveries.union([.part]) : Placeholder.ofDeliveries
    }

    package func doubts() -> [Complaint] { warnings }

    package func explain() -> [String] {
        var lines =
            source?.explanation ?? ["Reads invoices as Alma exports them for payment; their dates are \(rules.dates)."]
        lines += InvoiceRules.Rule.allCases.compactMap { rule in
            switch rules[rule] {
            case .reject: "Keeps an invoice back for this: \(rule.summary)."
            case .warn: "Sends it with a warning for this: \(rule.summary)."
            case .note, .off: nil
            }
        }
        lines.append(
            "An invoice that was sent before (by its unique identifier) is kept back, unless the ERP rejected it.")
        lines += sentences + plan.explain()
        return lines
    }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) {
        if source == nil { try InvoiceFile(file).inspect(report) }
    }

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        let target = TargetWriter(plan, outbox, facts, notebook, report)
        let cover = facts.isReviewed ? try CoverSheet(InvoiceConversion.words, facts, outbox) : nil
        return try InvoiceConversion(rules, filter, target, cover, facts, outbox, notebook, report).run(
            arrivals, source)
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try TargetCheck(plan).check(outputs, tally, how)
    }

    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? {
        try InvoiceFile(file).isRecognised ? "invoices exported for payment" : nil
    }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        try InvoiceFile(file).inspect(report)
        var complaints = Complaints([])
        let settings = Settings(.map([], Mark(file: "", line: 0, column: 0)), declared: settings)
        let rules = InvoiceRules(settings, &complaints)
        let filter = RecordFilter(settings, shape: InvoiceShape.shape, scope: RuleScope(settings), &complaints)
        _ = try InvoiceConversion(
            rules, filter, nil, nil, RunFacts.trial(CivilTime(Moment(seconds: 0), offset: 0, abbreviation: "")),
            TrialOutbox(), TrialNotebook(), report
        ).run([file])
        return ["whether an invoice was sent before, and whether it fits the ERP's layout (they need --profile)"]
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        try inspect(file, report: report)
        let (outbox, notebook, facts) = (TrialOutbox(), TrialNotebook(), RunFacts.trial(now))
        let target = TargetWriter(plan, outbox, facts, notebook, report)
        _ = try InvoiceConversion(rules, filter, target, nil, facts, outbox, notebook, report).run([file], source)
    }
}
