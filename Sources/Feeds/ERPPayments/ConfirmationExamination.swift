import Exchange
import Formats

/// Every opinion about a payment confirmation, from anywhere, that needs no profile.
final class ConfirmationExamination {
    static let root = "payment_confirmation_data"
    static let namespace = "http://com/exlibris/repository/acq/xmlbeans"
    private static let dates = ["invoice_date", "payment_voucher_date"]
    private static let fields: Set<String> =
        Set(
            dates + [
                "invoice_number", "vendor_code", "unique_identifier", "payment_status", "payment_note",
                "payment_voucher_number", "voucher_amount", "voucher_amount/currency", "voucher_amount/sum",
            ])

    private let report: Report
    /// The lines of the identifiers that were seen.
    private var seen: [String: Int] = [:]
    private var values: [String: String] = [:]

    init(_ report: Report) { self.report = report }

    func read(_ file: any StagedFile) throws(Fault) {
        var reading = try XMLReading("invoice", label: "unique_identifier")
        let report = report
        try file.eachChunk { chunk throws(Fault) in
            try reading.read(chunk, report: report) { record, position throws(Fault) in
                try self.take(record, position)
                return .more
            }
        }
        try reading.finish(report: report) { record, position throws(Fault) in
            try self.take(record, position)
            return .more
        }
        try checkRoot(reading.root, file)
        if report.tally.read == 0 {
            throw Fault(.paymentsRoot, .reject, "\(PlacePath.readable(file.name)) has no invoice in it.")
        }
    }

    private func checkRoot(_ root: XMLRoot?, _ file: any StagedFile) throws(Fault) {
        let wanted = XMLName(ConfirmationExamination.root, in: ConfirmationExamination.namespace)
        guard let root, root.name != wanted else { return }
        let name = PlacePath.readable(root.name.local)
        let space = root.name.namespace.isEmpty ? "no namespace" : "'\(PlacePath.readable(root.name.namespace))'"
        throw Fault(
            .paymentsRoot, .reject,
            "\(PlacePath.readable(file.name)) begins with <\(name)> in \(space); a payment confirmation begins with "
                + "<\(wanted.local)> in '\(wanted.namespace)'.",
            context: ["line": "\(root.line)", "byte": "\(root.byte)"])
    }

    private func take(_ record: XMLRecord, _ position: Position) throws(Fault) {
        report.tally.read += 1
        values.removeAll()
        var isGood = record.problems.isEmpty
        if isGood {
            gather(record, position)
            isGood = check(position)
        }
        let money = readMoney()
        if isGood { report.tally.accepted += 1 } else { report.tally.rejected += 1 }
        if let money { report.tally.money.book(money, isGood ? .delivered : .rejected) }
    }

    private func gather(_ record: XMLRecord, _ position: Position) {
        for index in record.elements.indices.dropFirst() {
            let element = record.elements[index]
            let local = record.name(index).local
            let path = element.parent == 0 ? local : "\(record.name(element.parent).local)/\(local)"
            let place = Position(record: position.record, byte: element.byte, line: element.line, path: path)
            if !ConfirmationExamination.fields.contains(path)
                || record.name(index).namespace != record.name(0).namespace
            {
                add(.warning, .paymentsField, place, "this element is none that a payment confirmation has")
                continue
            }
            if element.hasChildren { continue }
            if values[path] != nil { add(.warning, .paymentsField, place, "this element stands twice in one invoice") }
            values[path] = record.text(record.trimmed(element.text))
        }
    }

    private func value(_ name: String) -> String { values[name] ?? "" }
    private var id: String { value("unique_identifier") }

    private func check(_ position: Position) -> Bool {
        var isGood = true
        func refuse(_ code: Code, _ path: String, _ words: String) {
            isGood = false
            add(.error, code, position.at(path), words)
        }
        if id.isEmpty, value("invoice_number").isEmpty || value("vendor_code").isEmpty {
            refuse(
                .paymentsIdentity, "unique_identifier",
                "neither the identifier is there, nor the number with the vendor's code")
        }
        if !["PAID", "REJECTED"].contains(value("payment_status")) {
            refuse(.paymentsStatus, "payment_status", "the status is neither PAID nor REJECTED")
        }
        for name in ConfirmationExamination.dates where !value(name).isEmpty {
            if DateText.isDay(value(name)) { continue }
            refuse(.paymentsDate, name, "the date is no day as YYYYMMDD")
        }
        if let words = moneyProblem { refuse(.paymentsCurrency, "voucher_amount", words) }
        checkDoubles(position, &isGood)
        return isGood
    }

    private func checkDoubles(_ position: Position, _ isGood: inout Bool) {
        guard !id.isEmpty else { return }
        if let line = seen[id] {
            isGood = false
            add(
                .error, .paymentsContradiction, position.at("unique_identifier"),
                "the same invoice stands in line \(line) as well")
        } else {
            seen[id] = position.line
        }
    }

    private var moneyProblem: String? {
        let (sum, currency) = (value("voucher_amount/sum"), value("voucher_amount/currency"))
        if sum.isEmpty { return nil }
        if case .failure(let failure) = DecimalReading.plain.read(sum.utf8) { return "the sum \(failure.words)" }
        if currency.isEmpty { return "the sum has no currency" }
        return Currency(currency) == nil ? "the currency is none of ISO 4217" : nil
    }

    private func readMoney() -> Money? {
        let sum = value("voucher_amount/sum")
        if sum.isEmpty { return nil }
        guard let amount = Decimal(sum), let currency = Currency(value("voucher_amount/currency")) else {
            report.tally.money.unreadable += 1
            return nil
        }
        let money = Money(amount, currency)
        report.tally.money.read(money)
        return money
    }

    private func add(_ severity: Severity, _ code: Code, _ position: Position, _ words: String) {
        let path = position.path.map { "<\($0)>: " } ?? ""
        report.add(
            Finding(severity, code, position, "\(PlacePath.readable(path))\(words).", subject: id.isEmpty ? nil : id))
    }
}
