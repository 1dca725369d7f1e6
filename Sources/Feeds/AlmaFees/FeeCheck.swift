import Exchange
import Rules

/// Holds one fee against what every fee must have, and makes a record of it: dates in ISO 8601, exact amounts, charges
/// above zero and credits below.
struct FeeCheck {
    /// How the source writes credits' amounts.
    enum CreditSign: String, Sendable, CaseIterable {
        case negative, positive
    }

    /// A fee as the rest of the way needs it.
    struct Outcome {
        /// Nil where no amount could be read.
        var money: Money?
        var isGood = true
    }

    let amounts: DecimalReading
    let dates: DateLayout
    let credits: CreditSign
    /// The only ones that may go out; empty where any may.
    let currencies: Set<Currency>
    /// What every fee must say.
    var needs: [FeeField] = [.transactionID, .userID, .feeType]
    let report: Report

    func check(_ fee: FeeDraft, at position: Position, into frame: inout RecordFrame) -> Outcome {
        var outcome = Outcome()
        let subject = fee.isBlank(.transactionID) ? nil : fee.string(.transactionID)
        func add(_ code: Code, _ field: FeeField, _ words: String, _ severity: Severity = .error) {
            report.add(Finding(severity, code, fee.position(field, position), words, subject: subject))
            if severity == .error { outcome.isGood = false }
        }
        if let field = fee.doubled { add(.feesDoubled, field, "The fee has two values for \(field.name).") }
        for field in needs where fee.isBlank(field) {
            add(.feesBlank, field, "\(field.name) is blank.")
        }
        let amount = readAmount(fee, .amount, add)
        let currency = readCurrency(fee, add)
        if let amount, let currency { outcome.money = Money(amount, currency) }
        let vat = fee.isBlank(.vat) ? nil : readAmount(fee, .vat, add)
        let day = readDay(fee, .transactionDate, isNeeded: true, add)
        let due = readDay(fee, .itemDueDate, isNeeded: false, add)
        guard outcome.isGood, let money = outcome.money else { return outcome }
        fill(&frame, fee, money, vat, day, due)
        return outcome
    }

    private typealias Complain = (Code, FeeField, String, Severity) -> Void

    private func readAmount(_ fee: FeeDraft, _ field: FeeField, _ add: Complain) -> Decimal? {
        switch amounts.read(fee.bytes(field)) {
        case .success(let number): return field == .vat ? number : signed(number, fee, add)
        case .failure(.blank):
            add(.feesBlank, field, "\(field.name) is blank.", .error)
        case .failure(let problem):
            let shown = PlacePath.readable(String(fee.string(field).prefix(40)))
            add(
                .feesAmount, field, "\(field.name) '\(shown)' \(problem.words).",
                .error)
        }
        return nil
    }

    private func signed(_ number: Decimal, _ fee: FeeDraft, _ add: Complain) -> Decimal? {
        guard fee.bytes(.feeType).elementsEqual(FeeCheck.credit), !number.isZero else { return number }
        let isCredit = number.isNegative == (credits == .negative)
        if isCredit { return -number.magnitude }
        add(
            .feesSign, .amount,
            "A fee of type CREDIT has an amount \(number.isNegative ? "below" : "above") zero; credits are "
                + "\(credits.rawValue) here.", .error)
        // Its money is counted as it stands, with those that were refused.
        return number
    }

    private static let credit = Array("CREDIT".utf8)

    private func readCurrency(_ fee: FeeDraft, _ add: Complain) -> Currency? {
        let code = fee.string(.currency)
        if code.isEmpty {
            add(.feesCurrency, .currency, "The amount has no currency.", .error)
            return nil
        }
        guard let currency = Currency(code) else {
            add(
                .feesCurrency, .currency,
                "'\(PlacePath.readable(String(code.prefix(10))))' is no currency of ISO 4217.",
                .error)
            return nil
        }
        if !currencies.isEmpty, !currencies.contains(currency) {
            add(.feesOtherCurrency, .currency, "The fee is in \(currency), which the receiver does not take.", .error)
        }
        return currency
    }

    /// The day of a date with or without a time of day behind it.
    private func readDay(
        _ fee: FeeDraft, _ field: FeeField, isNeeded: Bool, _ add: Complain
    ) -> CivilDate? {
        let text = fee.bytes(field)
        if text.isEmpty { return nil }
        let day = text.prefix { $0 != 0x20 && $0 != 0x54 }.withUnsafeBufferPointer { dates.date($0) }
        if day == nil {
            let more = isNeeded ? "." : "; the fee goes without it."
            add(.feesDate, field, "\(field.name) is no date as \(dates)\(more)", isNeeded ? .error : .warning)
        }
        return day
    }

    private func fill(
        _ frame: inout RecordFrame, _ fee: FeeDraft, _ money: Money, _ vat: Decimal?, _ day: CivilDate?,
        _ due: CivilDate?
    ) {
        frame.enter(0)
        for field in FeeField.allCases where !FeeCheck.made.contains(field) && !fee.isBlank(field) {
            frame.set(field.rawValue, fee.bytes(field))
        }
        frame.set(FeeField.amount.rawValue, money.amount.description)
        if let vat { frame.set(FeeField.vat.rawValue, vat.description) }
        var text: [UInt8] = []
        if let day {
            day.append(to: &text)
            frame.set(FeeField.transactionDate.rawValue, text)
        }
        if let due {
            text.removeAll(keepingCapacity: true)
            due.append(to: &text)
            frame.set(FeeField.itemDueDate.rawValue, text)
        }
        frame.set(FeeField.transactionTime.rawValue, time(fee))
        frame.set(FeeField.isCredit.rawValue, money.amount.isNegative ? "yes" : "no")
    }

    private static let made: Set<FeeField> = [
        .amount, .vat, .transactionDate, .transactionTime, .itemDueDate, .typeWords, .isCredit,
    ]

    /// `15:22:06` of `09/12/2023 15:22:06 EST`; a time of its own wins.
    private func time(_ fee: FeeDraft) -> ArraySlice<UInt8> {
        if !fee.isBlank(.transactionTime) { return fee.bytes(.transactionTime) }
        let rest = fee.bytes(.transactionDate).drop { $0 != 0x20 && $0 != 0x54 }.dropFirst()
        return rest.prefix { $0 != 0x20 && $0 != 0x5A && $0 != 0x2E }
    }
}
