import Exchange
import Formats
import Rules

/// Purchase orders to the ERP, or the ERP's approvals back: a table in, a layout out. Paths and layout are the profile's.
package struct ERPOrdersFeed: Feed {
    package static let name = "erp-orders"
    package static let summary =
        "purchase orders to the ERP, or its approvals back, by paths and layouts of the profile's"
    package static let settings = ERPOrdersSettings.all
    package static let source = Owner.acquisitions
    package static let registers: Set<RegisterEntry.Kind> = [.order]

    let direction: OrderDirection
    let format: TableFormat
    let shape: OrderShape
    let fields: FieldRules
    let statuses: [(word: String, status: OrderStatus)]
    let sendsUnknown: Bool
    let amounts: DecimalReading
    let filter: RecordFilterPlan
    let plan: TargetPlan
    private let warnings: [Complaint]

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        let scope = RuleScope(settings)
        direction = settings.text("direction").flatMap(OrderDirection.init) ?? .orders
        format = TableFormat.read(settings.block("read"), &complaints)
        shape = OrderShape(settings, direction, &complaints)
        fields = FieldRules(
            settings, shape.shape, format, added: TableFormat.addedColumns(settings), scope, &complaints)
        statuses = ERPOrdersFeed.statuses(settings)
        sendsUnknown = settings.text("unknown") == "send"
        amounts = AmountSettings.reading(settings.block("amounts"), &complaints)
        filter = RecordFilterPlan(settings, shape.shape, scope, &complaints)
        var written: TargetPlan?
        if let block = settings.block("write") {
            written = TargetPlan(block, shape: shape.shape, scope: scope, &complaints)
        }
        if direction == .orders {
            for key in ["statuses", "unknown"] {
                guard let node = settings.written(key) else { continue }
                complaints.add(
                    node.mark, key: key,
                    "'\(key)' says nothing about orders that go out; it belongs to 'direction: approvals'")
            }
        }
        guard let written, complaints.all.isEmpty else { throw complaints }
        plan = written
        warnings = scope.doubts
    }

    /// How its rows are read.
    var source: RowSource {
        RowSource(
            format: format, fields: fields, amounts: amounts, filter: filter, amount: shape.amount,
            currency: shape.currency, currencyCode: .ordersCurrency)
    }

    private static func statuses(_ settings: Settings) -> [(word: String, status: OrderStatus)] {
        guard let pairs = settings.written("statuses")?.pairs else {
            return [("APPROVED", .approved), ("REJECTED", .rejected)]
        }
        return pairs.compactMap { pair in pair.value.text.flatMap(OrderStatus.init).map { (pair.key, $0) } }
    }

    package var placeholders: Set<Placeholder> {
        plan.usesParts ? Placeholder.ofDeliveries.union([.part]) : Placeholder.ofDeliveries
    }

    package func explain() -> [String] {
        let meanings = statuses.map { "'\($0.word)' is \($0.status)" }.joined(separator: ", ")
        let first =
            direction == .orders
            ? "Each record is a purchase order, or a line of one:" : "Each record is the answer about one order:"
        let rules =
            direction == .orders
            ? ["An order that was sent before, and not rejected since, is kept back."]
            : [
                "Of the ERP's words, \(meanings). An open one is left out; any other is kept back.",
                "An approval needs the ERP's number. An answer that was delivered before is left out; one that contradicts it "
                    + "is kept back.",
                "An answer about an order that this program never sent is \(sendsUnknown ? "delivered" : "kept back").",
            ]
        return format.explanation + [first] + fields.explanation
            + [AmountSettings.explanation(amounts)].compactMap { $0 }
            + filter.explanation
            + [
                "Two records about one order that say the same become one; if they say different things, both are kept back."
            ]
            + rules + plan.explain()
    }

    package func doubts() -> [Complaint] { warnings }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) {
        if file.size > 0 { return }
        throw Fault(.ordersEmpty, .reject, "\(PlacePath.readable(file.name)) is empty: it has no byte at all.")
    }

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        try OrderConversion(self, facts, outbox, notebook, isTrial: false, report).run(arrivals, outside)
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try TargetCheck(plan).check(outputs, tally, how)
    }

    /// What an order looks like is said in a profile: nothing is known by itself.
    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        throw Fault(.ordersProfile, .stop, "What an order looks like is said in a profile; none is named.")
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        try inspect(file, report: report)
        let facts = RunFacts(profile: ProfileName(institution: "", profile: ""), run: "", now: now, sequence: 0)
        // What was sent and answered before is no property of the file.
        _ = try OrderConversion(self, facts, NowhereOutbox(), TrialNumbers(), isTrial: true, report).run(
            [file], outside)
    }
}

/// Remembers nothing, and counts from 1.
private final class TrialNumbers: Notebook {
    func entry(_ key: String) throws(Fault) -> String? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int { 1 }
    func baseline() throws(Fault) -> Baseline? { nil }
}
