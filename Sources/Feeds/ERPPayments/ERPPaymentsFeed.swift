import Exchange
import Formats
import Rules

/// What the ERP says of invoices to the library system's payment confirmation: a table in, XML out.
package struct ERPPaymentsFeed: Feed {
    package static let name = "erp-payments"
    package static let summary =
        "the ERP's answers about invoices (CSV, fixed width, JSON, XML) to payment confirmations"
    package static let settings = ERPPaymentsSettings.all
    package static let source = Owner.acquisitions
    package static let registers: Set<RegisterEntry.Kind> = [.invoice]

    let format: TableFormat
    let fields: FieldRules
    let statuses: [(word: String, status: PaymentStatus)]
    let sendsUnknown: Bool
    let amounts: DecimalReading
    let filter: RecordFilterPlan
    private let warnings: [Complaint]

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        let scope = RuleScope(settings)
        format = TableFormat.read(settings.block("read"), &complaints)
        fields = FieldRules(
            settings, PaymentShape.shape, format, added: TableFormat.addedColumns(settings), scope, &complaints)
        statuses = ERPPaymentsFeed.statuses(settings)
        sendsUnknown = settings.text("unknown") == "send"
        amounts = AmountSettings.reading(settings.block("amounts"), &complaints)
        filter = RecordFilterPlan(settings, PaymentShape.shape, scope, &complaints)
        ERPPaymentsFeed.demandFields(fields, settings, &complaints)
        warnings = scope.doubts
        if !complaints.all.isEmpty { throw complaints }
    }

    /// How its rows are read.
    var source: RowSource {
        RowSource(
            format: format, fields: fields, amounts: amounts, filter: filter, amount: PaymentShape.amount,
            currency: PaymentShape.currency, currencyCode: .paymentsCurrency)
    }

    private static func statuses(_ settings: Settings) -> [(word: String, status: PaymentStatus)] {
        guard let pairs = settings.written("statuses")?.pairs else {
            return [("PAID", .paid), ("REJECTED", .rejected)]
        }
        return pairs.compactMap { pair in
            pair.value.text.flatMap(PaymentStatus.init).map { (pair.key, $0) }
        }
    }

    private static func demandFields(_ fields: FieldRules, _ settings: Settings, _ complaints: inout Complaints) {
        let mark = settings.written("fields")?.mark ?? settings.mark
        if !fields.has("status") {
            complaints.add(mark, key: "fields", "'fields' has no 'status': nobody could tell what was paid")
        }
        if !fields.has("invoice_id"), !(fields.has("invoice_number") && fields.has("vendor_code")) {
            complaints.add(
                mark, key: "fields", "'fields' does not say which invoice an answer is about",
                allowed: ["invoice_id: COLUMN", "invoice_number: COLUMN, vendor_code: COLUMN"])
        }
        if fields.has("amount"), !fields.has("currency") {
            complaints.add(
                mark, key: "fields", "'amount' needs a 'currency'; no amount is sent without one",
                allowed: ["currency: {constant: USD}"])
        }
    }

    package func explain() -> [String] {
        let meanings = statuses.map { "'\($0.word)' is \($0.status)" }.joined(separator: ", ")
        return format.explanation + ["Each record is the answer about one invoice:"] + fields.explanation
            + [AmountSettings.explanation(amounts)].compactMap { $0 } + filter.explanation
            + [
                "Of the ERP's words, \(meanings). An open one is left out; any other is kept back, never taken for a "
                    + "rejection.",
                "Two answers about one invoice that say the same become one; if they say different things, both are kept back.",
                "An answer that was delivered before is left out; one that contradicts it is kept back.",
                sendsUnknown
                    ? "An answer about an invoice that this program never sent is delivered."
                    : "An answer about an invoice that this program never sent is kept back.",
                "The library system gets one payment confirmation (XML): PAID closes an invoice, REJECTED opens it again "
                    + "with the reason as a note.",
            ]
    }

    package func doubts() -> [Complaint] { warnings }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) {
        if file.size > 0 { return }
        throw Fault(.paymentsEmpty, .reject, "\(PlacePath.readable(file.name)) is empty: it has no byte at all.")
    }

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        try PaymentConversion(self, facts, notebook, outside, report).run(arrivals, outbox)
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        for output in outputs { try ConfirmationCheck.verify(output, tally, how) }
    }

    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? {
        let head = try FileHead.text(file)
        return head.contains("payment_confirmation_data") ? "a payment confirmation" : nil
    }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        try ConfirmationExamination(report).read(file)
        return ["whether the library system has these invoices, and whether they wait for an answer"]
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        try inspect(file, report: report)
        if try ERPPaymentsFeed.recognise(file) != nil { return try ConfirmationExamination(report).read(file) }
        let facts = RunFacts(profile: ProfileName(institution: "", profile: ""), run: "", now: now, sequence: 0)
        // What was sent and answered before is no property of the file.
        _ = try PaymentConversion(self, facts, nil, outside, report).run([file], NowhereOutbox())
    }
}
