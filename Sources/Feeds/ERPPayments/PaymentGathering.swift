import Exchange
import Formats
import Rules

/// Reads each row once: maps it, holds it against the rules that concern it alone, and keeps it in the spool.
final class PaymentGathering {
    private let feed: ERPPaymentsFeed
    private let facts: RunFacts
    private let report: Report
    private let filter: RecordFilter
    private let spool: FrameSpool
    let codes = NewCodes()
    private(set) var heads: [AnswerHead] = []
    var rejects = RowRejects()
    private var frame = RecordFrame(PaymentShape.shape)
    private var mapping: (file: Int, mapping: FieldMapping)?
    private var statuses: [[UInt8]: PaymentStatus] = [:]

    init(_ feed: ERPPaymentsFeed, _ facts: RunFacts, _ spool: FrameSpool, _ report: Report) {
        self.feed = feed
        self.facts = facts
        self.report = report
        self.spool = spool
        filter = feed.filter.filter()
        for (word, status) in feed.statuses { statuses[Array(word.utf8)] = status }
    }

    func read(
        _ arrivals: [any StagedFile], _ outside: (any OutsideTransformer)?
    ) throws(Fault) -> [any Table] {
        let walk = TableWalk(feed.format, feed.fields.columns, outside, report)
        let tables = try walk.read(arrivals) { row, position, file, header throws(Fault) in
            try self.take(row, position, file, header)
        }
        filter.remark(report)
        return tables
    }

    private func take(
        _ row: borrowing TableRow, _ position: Position, _ file: Int, _ header: TableHeader?
    ) throws(Fault) {
        guard row.isSound, let mapping = mapping(file, header) else {
            report.tally.money.unreadable += 1
            return reject(row, position, file)
        }
        let problems = try mapping.map(row, into: &frame)
        let money = readMoney(problems)
        var isGood = problems.isEmpty
        for problem in problems { say(problem, position) }
        // A row that is wrong in one thing is looked at for the others as well: one letter to the ERP, not three.
        let status = status(position)
        if status == nil { isGood = false }
        if !checkIdentity(position) || !checkMoney(money, problems, position) || !checkCharacters(position) {
            isGood = false
        }
        guard isGood, let status else {
            if let money { report.tally.money.book(money, status == nil ? .held : .rejected) }
            return reject(row, position, file)
        }
        if try isLeftOut(status) {
            report.tally.filtered += 1
            if let money { report.tally.money.book(money, .filtered) }
            return
        }
        if status == .rejected, frame.bytes(PaymentShape.reason).isEmpty { sayNoReason(position) }
        heads.append(AnswerHead(try spool.append(frame), file: file, position, count: row.raw.count))
    }

    private func mapping(_ file: Int, _ header: TableHeader?) -> FieldMapping? {
        if let mapping, mapping.file == file { return mapping.mapping }
        guard let header else { return nil }
        let made = FieldMapping(feed.fields, header, feed.amounts, today: facts.now.date, codes)
        mapping = (file, made)
        return made
    }

    private func reject(_ row: borrowing TableRow, _ position: Position, _ file: Int) {
        report.tally.rejected += 1
        rejects.add(file: file, byte: position.byte, count: row.raw.count)
    }

    /// Whether the row is about nothing that was decided, or a filter leaves it out.
    private func isLeftOut(_ status: PaymentStatus) throws(Fault) -> Bool {
        if status == .open { return true }
        return try filter.leavesOut(frame, today: facts.now.date) != nil
    }

    /// Puts our word in the place of the ERP's; nil where there is none for it.
    private func status(_ position: Position) -> PaymentStatus? {
        let word = Array(frame.bytes(PaymentShape.status))
        guard let status = statuses[word] else {
            let words =
                word.isEmpty
                ? "there is no status" : "nobody has said what the status '\(PaymentGathering.shown(word))' means"
            add(.error, .paymentsStatus, position, PaymentShape.status, words)
            return nil
        }
        frame.set(PaymentShape.status, status.rawValue)
        return status
    }

    private func checkIdentity(_ position: Position) -> Bool {
        let id = frame.bytes(PaymentShape.id)
        let number = frame.bytes(PaymentShape.number)
        let vendor = frame.bytes(PaymentShape.vendor)
        if !id.isEmpty || (!number.isEmpty && !vendor.isEmpty) { return true }
        add(
            .error, .paymentsIdentity, position, PaymentShape.id,
            "neither the invoice's identifier is there, nor its number with the vendor's code")
        return false
    }

    /// Books what came in; nil where there is no amount, or none that can be read.
    private func readMoney(_ problems: [FieldMapping.Problem]) -> Money? {
        let amount = frame.bytes(PaymentShape.amount)
        if problems.contains(where: { $0.field == PaymentShape.amount }) { report.tally.money.unreadable += 1 }
        guard !amount.isEmpty, let number = Decimal(frame.string(PaymentShape.amount)) else { return nil }
        guard let currency = Currency(frame.string(PaymentShape.currency)) else {
            report.tally.money.unreadable += 1
            return nil
        }
        let money = Money(number, currency)
        report.tally.money.read(money)
        return money
    }

    private func checkMoney(_ money: Money?, _ problems: [FieldMapping.Problem], _ position: Position) -> Bool {
        guard money == nil, !frame.bytes(PaymentShape.amount).isEmpty else { return true }
        if problems.contains(where: { $0.field == PaymentShape.currency }) { return false }
        let currency = Array(frame.bytes(PaymentShape.currency))
        let words =
            currency.isEmpty
            ? "the amount has no currency" : "'\(PaymentGathering.shown(currency))' is no currency of ISO 4217"
        add(.error, .paymentsCurrency, position, PaymentShape.currency, words)
        return false
    }

    private func checkCharacters(_ position: Position) -> Bool {
        for field in PaymentShape.shape.fields.indices where XMLText.firstForbidden(Array(frame.bytes(field))) != nil {
            add(.error, .paymentsCharacter, position, field, "the value has a character in it that XML cannot carry")
            return false
        }
        return true
    }

    private func sayNoReason(_ position: Position) {
        add(
            .warning, .paymentsReason, position, PaymentShape.reason,
            "the invoice is rejected, and the ERP gives no reason; its staff will have to ask")
    }

    private func say(_ problem: FieldMapping.Problem, _ position: Position) {
        let field = PaymentShape.shape.fields[problem.field].name
        report.add(
            Finding(
                .error, problem.problem.code, position.at(problem.problem.column ?? field),
                "\(field): the value \(problem.problem.words).", subject: subject))
    }

    private func add(_ severity: Severity, _ code: Code, _ position: Position, _ field: Int, _ words: String) {
        let rule = feed.fields.rules[field]
        let path = rule?.column ?? PaymentShape.shape.fields[field].name
        report.add(
            Finding(
                severity, code, position.at(path), "\(PaymentShape.shape.fields[field].name): \(words).",
                subject: subject))
    }

    private var subject: String? {
        for field in [PaymentShape.id, PaymentShape.number] where !frame.bytes(field).isEmpty {
            return frame.string(field)
        }
        return nil
    }

    /// A code of the ERP's, short enough for a sentence.
    private static func shown(_ word: [UInt8]) -> String {
        PlacePath.readable(String(decoding: word.prefix(40), as: UTF8.self)) + (word.count > 40 ? "…" : "")
    }
}
