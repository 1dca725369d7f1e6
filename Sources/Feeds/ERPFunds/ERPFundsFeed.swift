import Exchange
import Formats
import Rules

/// Changes of funds from the ERP to Alma's loader. Each transaction is sent once, whatever file it stands in.
package struct ERPFundsFeed: Feed {
    package static let name = "erp-funds"
    package static let registers: Set<RegisterEntry.Kind> = [.fund]
    package static let summary = "fund allocations of the ERP (CSV, fixed width, JSON) to Alma's fund loader"
    package static let settings = ERPFundsSettings.all
    package static let source = Owner.acquisitions

    let format: TableFormat
    let fields: FieldRules
    let amounts: DecimalReading
    let currency: Currency
    let flips: Bool
    private let written: Settings
    private let sentences: [String]
    private let warnings: [Complaint]

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        let scope = RuleScope(settings)
        format = TableFormat.read(settings.block("read"), &complaints)
        fields = FieldRules(
            settings, FundShape.shape, format, added: TableFormat.addedColumns(settings), scope, &complaints)
        amounts = ERPFundsSettings.reading(settings.block("amounts"), &complaints)
        flips = settings.boolean("flip") ?? false
        written = settings
        sentences = RecordFilter(settings, shape: FundShape.shape, scope: scope, &complaints).explanation
        ERPFundsFeed.demand(fields, settings, &complaints)
        let code = settings.text("currency") ?? ""
        let currency = Currency(code)
        if currency == nil {
            complaints.add(
                settings.written("currency")?.mark ?? settings.mark, key: "currency",
                "'\(code)' is no currency of ISO 4217: three capital letters, such as USD", allowed: ["USD", "EUR"])
        }
        warnings = scope.doubts
        guard let currency, complaints.isEmpty else { throw complaints }
        self.currency = currency
    }

    private static func demand(_ fields: FieldRules, _ settings: Settings, _ complaints: inout Complaints) {
        guard let node = settings.written("fields") else { return }
        for name in ["fund", "period", "amount"] where node[name] == nil {
            complaints.add(node.mark, key: "fields", "'fields' has no '\(name)', and Alma's loader wants it")
        }
        if node["key"] == nil, node["reference"] == nil, node["note"] == nil {
            complaints.add(
                node.mark, key: "fields",
                "nothing tells one transaction from another: 'fields' needs a 'key', a 'reference' or a 'note'",
                allowed: ["key: TRANSACTION_ID", "key: {template: \"{JOURNAL}/{LINE}\"}"])
        }
    }

    var filter: RecordFilter {
        var complaints = Complaints([])
        return RecordFilter(written, shape: FundShape.shape, scope: RuleScope(written), &complaints)
    }

    package func doubts() -> [Complaint] { warnings }

    package func explain() -> [String] {
        ["Makes a row for Alma's fund loader of each row; amounts are changes in \(currency), not balances."]
            + fields.explanation
            + (flips ? ["Signs are turned: what the ERP writes as positive is taken from the fund."] : [])
            + [
                "A transaction that was sent before (by \(fields.has("key") ? "its key" : "reference and note")) is kept back."
            ]
            + sentences
    }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) {
        guard file.size == 0 else { return }
        throw Fault(.csvEmpty, .reject, "\(PlacePath.readable(file.name)) is empty: it has no byte at all.")
    }

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        try FundConversion(self, facts, outbox, notebook, report).run(arrivals, outside)
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try FundCheck.check(outputs, tally)
    }

    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? {
        try FileHead.text(file).contains(FundShape.columns[0]) ? "allocations for Alma's fund loader" : nil
    }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        let found = try FundCheck.read(file)
        report.tally.read = found.count
        report.tally.accepted = found.count
        report.remark("\(counted(found.count, "allocation")), \(found.sum) in all.")
        return ["whether Alma knows the funds and periods, and whether a transaction was sent before"]
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        try inspect(file, report: report)
        _ = try FundConversion(self, .trial(now), TrialOutbox(), TrialNotebook(), report).run([file], outside)
    }
}
