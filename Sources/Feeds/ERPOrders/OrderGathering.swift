import Exchange
import Formats
import Rules

/// Reads each row once: maps it, holds it against the rules that concern it alone, and keeps it in the spool.
final class OrderGathering {
    private let feed: ERPOrdersFeed
    private let facts: RunFacts
    private let report: Report
    private let filter: RecordFilter
    private let spool: FrameSpool
    let codes = NewCodes()
    private(set) var heads: [AnswerHead] = []
    var rejects = RowRejects()
    private var frame: RecordFrame
    private var mapping: (file: Int, mapping: FieldMapping)?
    private var statuses: [[UInt8]: OrderStatus] = [:]
    private var shape: OrderShape { feed.shape }

    init(_ feed: ERPOrdersFeed, _ facts: RunFacts, _ spool: FrameSpool, _ report: Report) {
        self.feed = feed
        self.facts = facts
        self.report = report
        self.spool = spool
        frame = RecordFrame(feed.shape.shape)
        filter = feed.filter.filter()
        for (word, status) in feed.statuses { statuses[Array(word.utf8)] = status }
    }

    func read(_ arrivals: [any StagedFile], _ outside: (any OutsideTransformer)?) throws(Fault) -> [any Table] {
        let walk = TableWalk(feed.format, feed.fields.columns, outside, report)
        let tables = try walk.read(arrivals) { row, position, file, header throws(Fault) in
            try self.take(row, position, file, header)
        }
        filter.remark(report)
        return tables
    }

    /// The amount in the frame; nil where there is none that can be read.
    static func money(_ frame: RecordFrame, _ shape: OrderShape) -> Money? {
        guard let amount = shape.amount, let currency = shape.currency else { return nil }
        guard let number = Decimal(frame.string(amount)), let code = Currency(frame.string(currency)) else {
            return nil
        }
        return Money(number, code)
    }

    private func take(
        _ row: borrowing TableRow, _ position: Position, _ file: Int, _ header: TableHeader?
    ) throws(Fault) {
        guard row.isSound, let mapping = mapping(file, header) else {
            report.tally.money.unreadable += shape.amount == nil ? 0 : 1
            return reject(row, position, file)
        }
        let problems = try mapping.map(row, into: &frame)
        for problem in problems { say(problem, position) }
        let money = readMoney(problems, position)
        var isGood = problems.isEmpty && money.isGood
        if frame.bytes(shape.number).isEmpty, !problems.contains(where: { $0.field == shape.number }) {
            add(.error, .ordersIdentity, position, shape.number, "there is no order number")
            isGood = false
        }
        let status = feed.direction == .approvals ? status(position) : .approved
        guard isGood, let status, isWhole(status, position) else {
            if let money = money.money { report.tally.money.book(money, status == nil ? .held : .rejected) }
            return reject(row, position, file)
        }
        var isLeftOut = status == .open
        if !isLeftOut { isLeftOut = try filter.leavesOut(frame, today: facts.now.date) != nil }
        if isLeftOut {
            report.tally.filtered += 1
            if let money = money.money { report.tally.money.book(money, .filtered) }
            return
        }
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

    private func readMoney(
        _ problems: [FieldMapping.Problem], _ position: Position
    ) -> (money: Money?, isGood: Bool) {
        guard let amount = shape.amount, let currency = shape.currency else { return (nil, true) }
        if problems.contains(where: { $0.field == amount || $0.field == currency }) {
            report.tally.money.unreadable += 1
            return (nil, false)
        }
        if frame.bytes(amount).isEmpty { return (nil, true) }
        guard let money = OrderGathering.money(frame, shape) else {
            report.tally.money.unreadable += 1
            add(.error, .ordersCurrency, position, currency, "the amount's currency is none of ISO 4217")
            return (nil, false)
        }
        report.tally.money.read(money)
        return (money, true)
    }

    /// Puts our word in the place of the ERP's; nil where there is none for it.
    private func status(_ position: Position) -> OrderStatus? {
        guard let field = shape.status else { return nil }
        let word = Array(frame.bytes(field))
        if let status = statuses[word] {
            frame.set(field, status.rawValue)
            return status
        }
        let shown = PlacePath.readable(String(decoding: word.prefix(40), as: UTF8.self))
        add(
            .error, .ordersStatus, position, field,
            word.isEmpty ? "there is no status" : "nobody has said what the status '\(shown)' means")
        return nil
    }

    /// Whether the answer has what the library system needs of it.
    private func isWhole(_ status: OrderStatus, _ position: Position) -> Bool {
        guard feed.direction == .approvals else { return true }
        if status == .approved, let field = shape.erpNumber, frame.bytes(field).isEmpty {
            add(.error, .ordersNumber, position, field, "the order is approved, and there is no number of the ERP's")
            return false
        }
        if status == .rejected, shape.reason.map({ frame.bytes($0).isEmpty }) ?? true {
            add(
                .warning, .ordersReason, position, shape.reason ?? shape.number,
                "the order is rejected without a reason")
        }
        return true
    }

    private func say(_ problem: FieldMapping.Problem, _ position: Position) {
        let field = shape.shape.fields[problem.field].name
        report.add(
            Finding(
                .error, problem.problem.code, position.at(problem.problem.column ?? field),
                "\(field): the value \(problem.problem.words).", subject: subject))
    }

    private func add(_ severity: Severity, _ code: Code, _ position: Position, _ field: Int, _ words: String) {
        let name = shape.shape.fields[field].name
        let path = feed.fields.rules[field]?.column ?? name
        report.add(Finding(severity, code, position.at(path), "\(name): \(words).", subject: subject))
    }

    private var subject: String? { frame.bytes(shape.number).isEmpty ? nil : Order(frame).key }
}
