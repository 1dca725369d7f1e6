import Exchange
import Formats
import Rules

/// What the bursar's office says of fees that were handed over to it, back to the library system.
package struct BursarPaymentsFeed: Feed {
    package static let name = "bursar-payments"
    package static let summary =
        "the bursar's payments and refusals (any table) to the library system's import of payments"
    package static let settings = BursarPaymentsSettings.all
    package static let source = Owner.bursar
    package static let hasRecords = false
    package static let registers: Set<RegisterEntry.Kind> = [.fee]

    let format: TableFormat
    let columns: ColumnRules
    let amounts: DecimalReading
    let statuses: PaymentStatuses
    let hasStatus: Bool
    let isCumulative: Bool
    let sendsUnknown: Bool
    let holdsOverpaid: Bool
    private let warnings: [Complaint]

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        let scope = RuleScope(settings)
        let fields = settings.block("fields") ?? settings
        format = TableFormat.read(settings.block("read"), &complaints)
        columns = ColumnRules(
            fields, places: Dictionary(uniqueKeysWithValues: PaymentField.allCases.map { ($0.name, $0.rawValue) }),
            needs: PaymentField.needed.map(\.name), format, scope, &complaints)
        amounts = AmountSettings.reading(settings.block("amounts"), &complaints)
        statuses = PaymentStatuses(settings.block("statuses"), &complaints)
        hasStatus = columns.fields.contains { $0.place == PaymentField.status.rawValue }
        isCumulative = settings.boolean("cumulative") ?? false
        sendsUnknown = settings.text("unknown") == "send"
        holdsOverpaid = settings.text("overpaid") == "hold"
        BursarPaymentsFeed.compare(settings, hasStatus, statuses, &complaints)
        let names = Set(columns.fields.map(\.place))
        var warnings = scope.doubts
        if !isCumulative, !names.contains(PaymentField.paymentID.rawValue),
            !names.contains(PaymentField.paidDate.rawValue)
        {
            warnings.append(
                Complaint(
                    fields.mark, key: "fields",
                    "without payment_id or paid_date a payment that comes again cannot be told from an equal instalment",
                    severity: .warning))
        }
        self.warnings = warnings
        if !complaints.isEmpty { throw complaints }
    }

    private static func compare(
        _ settings: Settings, _ hasStatus: Bool, _ statuses: PaymentStatuses, _ complaints: inout Complaints
    ) {
        if hasStatus, statuses.isEmpty {
            complaints.add(
                settings.mark, key: "statuses", "'fields' has a status, and 'statuses' does not say what its words mean"
            )
        }
        if !hasStatus, let node = settings.written("statuses") {
            complaints.add(
                node.mark, key: "statuses", "'statuses' explains words of a status, and 'fields' has no 'status'")
        }
    }

    package func explain() -> [String] {
        var lines = format.explanation + ["Each row is a payment, or what else became of a fee:"] + columns.explanation
        if let words = AmountSettings.explanation(amounts) { lines.append(words) }
        lines.append(hasStatus ? statuses.explanation : "Every row says that a fee was paid.")
        lines.append(
            isCumulative
                ? "Files repeat what earlier ones said: only what is new of a fee goes on."
                : "A payment that was passed on before is held.")
        lines.append("A payment for a fee that was not sent from here is \(sendsUnknown ? "sent" : "held").")
        lines.append("A payment beyond what is owed is \(holdsOverpaid ? "held" : "delivered, with a warning").")
        lines.append("Fees the bursar did not take stand in the rejects, as a work list, and in the register.")
        return lines + ["Writes the library system's XML of fees, with what was paid as the sum of each transaction."]
    }

    package func doubts() -> [Complaint] { warnings }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) {}

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        try FeePaymentConversion(self, facts, outbox, notebook, report).run(arrivals)
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try PaymentCheck().check(outputs, tally, how)
    }

    /// A table says nothing of itself, and what this feed writes is the library system's XML of fees.
    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        if try FeeFile.kind(file) == .fees { try FeeExamination(report).examine(file) }
        return ["which columns say what (it needs --profile)", "whether these fees were sent"]
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        _ = try FeePaymentConversion(
            self, RunFacts.trial(now), TrialOutbox(), TrialNotebook(), report, asksRegister: false
        ).run([file])
    }
}
