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

    /// A fee that is being checked. Words are made only where something is wrong.
    private struct Pass {
        let fee: FeeDraft
        let position: Position
        var outcome = Outcome()
    }

    func check(_ fee: FeeDraft, at position: Position, into frame: inout RecordFrame) -> Outcome {
        var pass = Pass(fee: fee, position: position)
        if let field = fee.doubled { add(.feesDoubled, field, "The fee has two values for \(field.name).", &pass) }
        for field in needs where fee.isBlank(field) { add(.feesBlank, field, "\(field.name) is blank.", &pass) }
        let amount = readAmount(.amount, &pass)
        let currency = readCurrency(&pass)
        if let amount, let currency { pass.outcome.money = Money(amount, currency) }
        let vat = fee.isBlank(.vat) ? nil : readAmount(.vat, &pass)
        let day = readDay(.transactionDate, isNeeded: true, &pass)
        let due = readDay(.itemDueDate, isNeeded: false, &pass)
        guard pass.outcome.isGood, let money = pass.outcome.money else { return pass.outcome }
        fill(&frame, fee, money, vat, day, due)
        return pass.outcome
    }

    private func add(
        _ code: Code, _ field: FeeField, _ words: String, _ pass: inout Pass, _ severity: Severity = .error
    ) {
        let subject = pass.fee.isBlank(.transactionID) ? nil : pass.fee.string(.transactionID)
        report.add(Finding(severity, code, pass.fee.position(field, pass.position), words, subject: subject))
        if severity == .error { pass.outcome.isGood = false }
    }

    private func readAmount(_ field: FeeField, _ pass: inout Pass) -> Decimal? {
        switch pass.fee.withBytes(field, { amounts.read($0) }) {
        case .success(let number): return field == .vat ? number : signed(number, &pass)
        case .failure(.blank): add(.feesBlank, field, "\(field.name) is blank.", &pass)
        case .failure(let problem):
            let shown = PlacePath.readable(String(pass.fee.string(field).prefix(40)))
            add(.feesAmount, field, "\(field.name) '\(shown)' \(problem.words).", &pass)
        }
        return nil
    }

    private func signed(_ number: Decimal, _ pass: inout Pass) -> Decimal? {
        guard pass.fee.withBytes(.feeType, { $0.elementsEqual(FeeCheck.credit) }), !number.isZero else { return number }
        let isCredit = number.isNegative == (credits == .negative)
        if isCredit { return -number.magnitude }
        add(
            .feesSign, .amount,
            "A fee of type CREDIT has an amount \(number.isNegative ? "below" : "above") zero; credits are "
                + "\(credits.rawValue) here.", &pass)
        // Its money is counted as it stands, with those that were refused.
        return number
    }

    private static let credit = Array("CREDIT".utf8)

    private func readCurrency(_ pass: inout Pass) -> Currency? {
        if pass.fee.isBlank(.currency) {
            add(.feesCurrency, .currency, "The amount has no currency.", &pass)
            return nil
        }
        guard let currency = pass.fee.withBytes(.currency, { Currency($0) }) else {
            let code = pass.fee.string(.currency)
            add(
                .feesCurrency, .currency,
                "'\(PlacePath.readable(String(code.prefix(10))))' is no currency of ISO 4217.", &pass)
            return nil
        }
        if !currencies.isEmpty, !currencies.contains(currency) {
            add(.feesOtherCurrency, .currency, "The fee is in \(currency), which the receiver does not take.", &pass)
        }
        return currency
    }

    /// The day of a date with or without a time of day behind it.
    private func readDay(_ field: FeeField, isNeeded: Bool, _ pass: inout Pass) -> CivilDate? {
        if pass.fee.isBlank(field) { return nil }
        let day = pass.fee.withBytes(field) { text in
            dates.date(UnsafeBufferPointer(rebasing: text[..<FeeCheck.endOfDay(text)]))
        }
        if day == nil {
            let more = isNeeded ? "." : "; the fee goes without it."
            add(
                .feesDate, field, "\(field.name) is no date as \(dates)\(more)", &pass, isNeeded ? .error : .warning)
        }
        return day
    }

    /// Where a time of day may begin: at a blank or a `T`.
    private static func endOfDay(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        text.firstIndex { $0 == 0x20 || $0 == 0x54 } ?? text.count
    }

    private func fill(
        _ frame: inout RecordFrame, _ fee: FeeDraft, _ money: Money, _ vat: Decimal?, _ day: CivilDate?,
        _ due: CivilDate?
    ) {
        frame.enter(0)
        fee.withText { text in
            for field in FeeCheck.taken {
                let range = fee.range(field)
                if !range.isEmpty { frame.set(field.rawValue, UnsafeBufferPointer(rebasing: text[range])) }
            }
        }
        frame.set(FeeField.amount.rawValue, money.amount)
        if let vat { frame.set(FeeField.vat.rawValue, vat) }
        if let day { frame.set(FeeField.transactionDate.rawValue, day) }
        if let due { frame.set(FeeField.itemDueDate.rawValue, due) }
        fee.withBytes(FeeCheck.hasTime(fee) ? .transactionTime : .transactionDate) { text in
            frame.set(FeeField.transactionTime.rawValue, FeeCheck.hasTime(fee) ? text : FeeCheck.time(text))
        }
        frame.set(FeeField.isCredit.rawValue, money.amount.isNegative ? "yes" : "no")
    }

    /// What goes on as it stands.
    private static let taken = FeeField.allCases.filter { field in
        ![.amount, .vat, .transactionDate, .transactionTime, .itemDueDate, .typeWords, .isCredit].contains(field)
    }

    /// A time of its own wins.
    private static func hasTime(_ fee: FeeDraft) -> Bool { !fee.isBlank(.transactionTime) }

    /// `15:22:06` of `09/12/2023 15:22:06 EST`.
    private static func time(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let start = min(text.count, endOfDay(text) + 1)
        let end = text[start...].firstIndex { $0 == 0x20 || $0 == 0x5A || $0 == 0x2E } ?? text.count
        return UnsafeBufferPointer(rebasing: text[start..<end])
    }
}
