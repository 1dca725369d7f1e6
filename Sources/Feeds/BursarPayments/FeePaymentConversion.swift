import Exchange
import Formats
import Rules

/// The bursar's answers on their way to the library system: each row is held against what was sent, and what was paid
/// already is told apart from what is new.
final class FeePaymentConversion: RowTaker {
    private let feed: BursarPaymentsFeed
    private let facts: RunFacts
    private let outbox: any Outbox
    private let notebook: any Notebook
    private let report: Report
    private let asksRegister: Bool
    private let codes = NewCodes()
    private let writer: PaymentWriter
    private var row = PaymentRow()
    private var seen = PaymentSeen()
    private var passed = FeeSums()
    private var refused = 0
    private var known = 0

    /// `asksRegister`: whether a fee that was never sent is unknown; an opinion about a file alone cannot tell.
    init(
        _ feed: BursarPaymentsFeed, _ facts: RunFacts, _ outbox: any Outbox, _ notebook: any Notebook,
        _ report: Report, asksRegister: Bool = true
    ) {
        self.feed = feed
        self.facts = facts
        self.outbox = outbox
        self.notebook = notebook
        self.report = report
        self.asksRegister = asksRegister
        writer = PaymentWriter(outbox, export: String(facts.sequence))
    }

    func run(_ arrivals: [any StagedFile]) throws(Fault) -> Conversion {
        let total = arrivals.reduce(0) { $0 + $1.size }
        var done = 0
        for file in arrivals {
            report.file = PlacePath.readable(file.name)
            defer { report.file = nil }
            let before = done
            seen = PaymentSeen()
            if file.size > 0 {
                let rows = RuledRows(feed.format, feed.columns, facts.now.date, codes, outbox, report)
                try rows.read(file, self) { [report] bytes in
                    report.onProgress?(Progress(records: report.tally.read, bytes: before + bytes, total: total))
                }
            }
            sayLess()
            done += file.size
        }
        try writer.finish()
        count()
        return Conversion(nothingToDeliver: emptiness)
    }

    func begin() { row.clear() }
    func set(_ place: Int, _ value: UnsafeBufferPointer<UInt8>, at position: Position) { row.set(place, value) }

    func refuse() throws(Fault) {
        report.tally.read += 1
        report.tally.money.unreadable += 1
        _ = end(.rejected, nil)
    }

    func take(_ position: Position, wrong: [WrongValue]) throws(Fault) -> Bool {
        report.tally.read += 1
        let key = row.string(.transactionID)
        let subject = key.isEmpty ? nil : key
        for value in wrong { report.add(value.finding(position, blank: .bursarBlank, subject: subject)) }
        let status = try status(position, subject)
        let money = readMoney(position, subject, isNeeded: status != .rejected && status != .pending)
        if let money { report.tally.money.read(money) }
        if key.isEmpty { add(.bursarBlank, .transactionID, position, nil, "transaction_id is blank.") }
        guard wrong.isEmpty, !key.isEmpty, let status else {
            if money == nil { report.tally.money.unreadable += 1 }
            return end(wrong.isEmpty && !key.isEmpty ? .held : .rejected, money)
        }
        if isLeftOut(key) { return leaveOut(money) }
        switch status {
        case .pending: return leaveOut(money)
        case .rejected: return try refusal(key, money, position)
        case .paid:
            guard let money else {
                report.tally.money.unreadable += 1
                return end(.rejected, nil)
            }
            return try payment(key, money, position)
        }
    }

    // MARK: What a row says

    /// Nil where nobody knows what the row's word means.
    private func status(_ position: Position, _ subject: String?) throws(Fault) -> FeePaymentStatus? {
        guard feed.hasStatus else { return .paid }
        if let status = feed.statuses[row.string(.status)] { return status }
        let word = PlacePath.readable(String(row.string(.status).prefix(40)))
        add(.bursarStatus, .status, position, subject, "The status '\(word)' is not in 'statuses'; the row was held.")
        return nil
    }

    private func readMoney(_ position: Position, _ subject: String?, isNeeded: Bool) -> Money? {
        var amount: Decimal?
        switch feed.amounts.read(row.bytes(.amount)) {
        case .success(let number): amount = number
        case .failure(.blank):
            if isNeeded { add(.bursarBlank, .amount, position, subject, "amount is blank.") }
        case .failure(let problem):
            let shown = PlacePath.readable(String(row.string(.amount).prefix(40)))
            if isNeeded {
                add(
                    .bursarAmount, .amount, position, subject,
                    "amount '\(shown)' \(problem.words).")
            }
        }
        guard let amount else { return nil }
        guard let currency = Currency(row.string(.currency)) else {
            if isNeeded {
                add(.bursarCurrency, .currency, position, subject, "The payment has no currency of ISO 4217.")
            }
            return nil
        }
        return Money(amount, currency)
    }

    private func isLeftOut(_ key: String) -> Bool {
        if let only = facts.selection?.only, !only.contains(key) { return true }
        if let limit = facts.selection?.limit, report.tally.accepted >= limit { return true }
        return false
    }

    // MARK: What becomes of it

    /// The bursar did not take the fee: said to the library, kept in the register, and in the rejects as a work list.
    private func refusal(_ key: String, _ money: Money?, _ position: Position) throws(Fault) -> Bool {
        let history = PaymentHistory(try notebook.registered(.fee, key), facts)
        let reason = row.reason
        if let before = history.refusal, before.note == reason, before.run != facts.run, !facts.isAgain {
            known += 1
            return leaveOut(money)
        }
        refused += 1
        let words = reason.isEmpty ? "without a reason" : "because: \(reason)"
        add(.bursarRejected, .status, position, key, "The bursar's office did not take this fee, \(words).")
        try notebook.register(
            RegisterEntry(
                .fee, key, .rejected, money: money, note: reason, day: day ?? facts.now.date, counts: .ended,
                run: facts.run))
        return end(.rejected, money)
    }

    private func payment(_ key: String, _ money: Money, _ position: Position) throws(Fault) -> Bool {
        if money.amount.isZero { return leaveOut(money) }
        let day = day
        if !row.isBlank(.paidDate), day == nil {
            add(.bursarDate, .paidDate, position, key, "paid_date is no date as YYYY-MM-DD.")
            return end(.rejected, money)
        }
        let history = PaymentHistory(try notebook.registered(.fee, key), facts)
        guard stands(history, money, key, position), let paid = history.paid else { return end(.held, money) }
        var new = money
        if feed.isCumulative {
            guard let news = seen.news(key, money.amount.magnitude, paid: paid) else { return end(.held, money) }
            new = Money(money.amount.isNegative ? -news : news, money.currency)
            let rest = Money(money.amount.minus(new.amount) ?? .zero, money.currency)
            if new.amount.isZero {
                known += 1
                return leaveOut(money)
            }
            report.tally.money.book(rest, .filtered)
        } else if let before = history.same(money, row, day) {
            add(
                .bursarDuplicate, .transactionID, position, key,
                before.run == facts.run
                    ? "This payment stands twice in what was brought in. It was held."
                    : "This payment was passed on before, in run \(before.run). It was held.")
            return end(.held, money)
        }
        return try pass(key, new, paid, history.owed, day, position)
    }

    /// Whether the fee was sent, in this currency, and owes money of this sign.
    private func stands(_ history: PaymentHistory, _ money: Money, _ key: String, _ position: Position) -> Bool {
        guard let sent = history.sent else {
            if money.amount.isNegative {
                add(.bursarSign, .amount, position, key, "The amount is below zero. It was held.")
                return false
            }
            if feed.sendsUnknown || !asksRegister { return true }
            add(
                .bursarUnknown, .transactionID, position, key,
                "No fee with this transaction number was sent from here. The payment was held.")
            return false
        }
        if sent.isProposed {
            add(
                .bursarUnknown, .transactionID, position, key,
                "The run \(sent.run), which sends this fee, is not over. The payment was held.")
            return false
        }
        if let owed = history.owed, owed.currency != money.currency {
            add(
                .bursarCurrency, .currency, position, key,
                "The fee was sent in \(owed.currency) and is paid in \(money.currency). The payment was held.")
            return false
        }
        if money.amount.isNegative != (history.owed?.amount.isNegative ?? false) {
            add(
                .bursarSign, .amount, position, key,
                "The fee came to \(history.owed?.description ?? "more than nothing"), and the amount has the other sign. "
                    + "It was held.")
            return false
        }
        return true
    }

    private func pass(
        _ key: String, _ new: Money, _ paid: Decimal, _ owed: Money?, _ day: CivilDate?, _ position: Position
    ) throws(Fault) -> Bool {
        let sum = paid.plus(new.amount.magnitude) ?? paid
        if let owed, sum > owed.amount.magnitude {
            let words = "\(Money(sum, new.currency)) was paid of \(Money(owed.amount.magnitude, owed.currency))."
            let severity: Severity = feed.holdsOverpaid ? .error : .warning
            add(.bursarOver, .amount, position, key, words + (feed.holdsOverpaid ? " It was held." : ""), severity)
            if feed.holdsOverpaid { return end(.held, new) }
        }
        if let field = PaymentWriter.problem(row) {
            add(.xmlForbidden, field, position, key, "\(field.name) has a character that XML cannot carry.")
            return end(.rejected, new)
        }
        try writer.write(row, new)
        let isAll = owed.map { sum >= $0.amount.magnitude } ?? true
        try notebook.register(
            RegisterEntry(
                .fee, key, isAll ? .paid : .partlyPaid, money: new, reference: row.string(.paymentID),
                day: day ?? facts.now.date, run: facts.run))
        passed.add(new)
        return end(.delivered, new)
    }

    private var day: CivilDate? { row.bytes(.paidDate).withUnsafeBufferPointer { DateLayout.iso.date($0) } }

    // MARK: Counting

    private func leaveOut(_ money: Money?) -> Bool { end(.filtered, money) }

    /// Counts the row and its money; answers whether it is done with.
    private func end(_ fate: MoneyBooks.Fate, _ money: Money?) -> Bool {
        if let money { report.tally.money.book(money, fate) }
        switch fate {
        case .delivered: report.tally.accepted += 1
        case .filtered: report.tally.filtered += 1
        case .held, .rejected: report.tally.rejected += 1
        }
        return fate == .delivered || fate == .filtered
    }

    private func add(
        _ code: Code, _ field: PaymentField, _ position: Position, _ subject: String?, _ words: String,
        _ severity: Severity = .error
    ) {
        report.add(Finding(severity, code, position.at(field.name), words, subject: subject))
    }

    private func sayLess() {
        for key in seen.lessened {
            report.add(
                Finding(
                    .warning, .bursarLess, Position(),
                    "This file says less was paid of a fee than was passed on before.", subject: key))
        }
    }

    private func count() {
        for line in passed.payments { report.remark(line) }
        if refused > 0 { report.remark("The bursar's office did not take \(counted(refused, "fee")).") }
        if known > 0 { report.remark("\(counted(known, "row")) said what was known before, and were left out.") }
        for code in codes.all { report.add(code) }
        guard writer.count > 0 else { return }
        report.tally.controls.append(ControlTotal(output: 1, name: "records", total: Decimal(whole: writer.count)))
        for (currency, account) in report.tally.money.accounts.sorted(by: { $0.key < $1.key }) {
            report.tally.controls.append(
                ControlTotal(output: 1, name: "sum \(currency)", total: account[.delivered]))
        }
    }

    /// Why there is nothing to deliver, if so.
    private var emptiness: String? {
        let tally = report.tally
        if tally.accepted > 0 { return nil }
        if tally.read == 0 { return "There is no payment in what was brought in." }
        if tally.rejected == 0 { return "Nothing in \(counted(tally.read, "row")) is new; nothing was sent." }
        return "None of \(counted(tally.read, "row")) is a payment that could be passed on."
    }
}
