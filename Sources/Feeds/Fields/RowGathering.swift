import Exchange
import Formats
import Rules

/// Reads each row once: maps it, holds it against the rules that concern it alone, and keeps it in the spool. Whoever
/// inherits says what makes a row a good one.
class RowGathering {
    enum Verdict {
        case wanted
        /// Nothing is wrong with it, and nothing is to become of it.
        case leftOut
        case bad
        /// Nobody can tell what it says.
        case unclear
    }

    let source: RowSource
    let report: Report
    let codes = NewCodes()
    private(set) var heads: [AnswerHead] = []
    var rejects = RowRejects()
    var frame: RecordFrame
    private let today: CivilDate
    private let spool: FrameSpool
    private let filter: RecordFilter
    private var mapping: (file: Int, mapping: FieldMapping)?

    init(_ source: RowSource, _ facts: RunFacts, _ spool: FrameSpool, _ report: Report) {
        self.source = source
        self.report = report
        self.spool = spool
        today = facts.now.date
        frame = RecordFrame(source.fields.shape)
        filter = source.filter.filter()
    }

    /// What becomes of the row in `frame`; `isGood`: nothing is wrong with its values. Every finding is added, for a row
    /// that is wrong in one thing is looked at for the others as well: one letter to the ERP, not three.
    func judge(_ isGood: Bool, _ problems: [FieldMapping.Problem], _ position: Position) -> Verdict { .bad }

    /// What findings call the row in `frame`; nil where it has no name.
    var subject: String? { nil }

    final func read(
        _ arrivals: [any StagedFile], _ outside: (any OutsideTransformer)?
    ) throws(Fault) -> [any Table] {
        let walk = TableWalk(source.format, source.fields.columns, outside, report)
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
            report.tally.money.unreadable += source.amount == nil ? 0 : 1
            return reject(row, position, file)
        }
        let problems = try mapping.map(row, into: &frame)
        for problem in problems { say(problem, position) }
        let money = readMoney(problems, position)
        var verdict = judge(problems.isEmpty && money.isGood, problems, position)
        if verdict == .wanted, try filter.leavesOut(frame, today: today) != nil { verdict = .leftOut }
        if let money = money.money, let fate = RowGathering.fate(verdict) { report.tally.money.book(money, fate) }
        switch verdict {
        case .wanted: heads.append(AnswerHead(try spool.append(frame), file: file, position, count: row.raw.count))
        case .leftOut: report.tally.filtered += 1
        case .bad, .unclear: reject(row, position, file)
        }
    }

    private static func fate(_ verdict: Verdict) -> MoneyBooks.Fate? {
        switch verdict {
        case .wanted: nil
        case .leftOut: .filtered
        case .bad: .rejected
        case .unclear: .held
        }
    }

    private func mapping(_ file: Int, _ header: TableHeader?) -> FieldMapping? {
        if let mapping, mapping.file == file { return mapping.mapping }
        guard let header else { return nil }
        let made = FieldMapping(source.fields, header, source.amounts, today: today, codes)
        mapping = (file, made)
        return made
    }

    private func reject(_ row: borrowing TableRow, _ position: Position, _ file: Int) {
        report.tally.rejected += 1
        rejects.add(file: file, byte: position.byte, count: row.raw.count)
    }

    /// Books what came in. A row without an amount is as good as any.
    private func readMoney(
        _ problems: [FieldMapping.Problem], _ position: Position
    ) -> (money: Money?, isGood: Bool) {
        guard let amount = source.amount, let currency = source.currency else { return (nil, true) }
        if problems.contains(where: { $0.field == amount || $0.field == currency }) {
            report.tally.money.unreadable += 1
            return (nil, false)
        }
        if frame.bytes(amount).isEmpty { return (nil, true) }
        if let money = frame.money(amount, currency) {
            report.tally.money.read(money)
            return (money, true)
        }
        report.tally.money.unreadable += 1
        let code = Array(frame.bytes(currency))
        add(
            .error, source.currencyCode, position, currency,
            code.isEmpty
                ? "the amount has no currency" : "'\(RowGathering.shown(code))' is no currency of ISO 4217")
        return (nil, false)
    }

    private func say(_ problem: FieldMapping.Problem, _ position: Position) {
        let field = source.fields.shape.fields[problem.field].name
        report.add(
            Finding(
                .error, problem.problem.code, position.at(problem.problem.column ?? field),
                "\(field): the value \(problem.problem.words).", subject: subject))
    }
}

extension RowGathering {
    final func add(_ severity: Severity, _ code: Code, _ position: Position, _ field: Int, _ words: String) {
        let name = source.fields.shape.fields[field].name
        let path = source.fields.rules[field]?.column ?? name
        report.add(Finding(severity, code, position.at(path), "\(name): \(words).", subject: subject))
    }

    /// Puts our word in the place of the ERP's; nil where there is none for it, which is said.
    final func status<Status: RawRepresentable<String>>(
        _ field: Int, _ statuses: [[UInt8]: Status], _ code: Code, _ position: Position
    ) -> Status? {
        let word = Array(frame.bytes(field))
        if let status = statuses[word] {
            frame.set(field, status.rawValue)
            return status
        }
        add(
            .error, code, position, field,
            word.isEmpty
                ? "there is no status" : "nobody has said what the status '\(RowGathering.shown(word))' means")
        return nil
    }

    /// A code of the ERP's, short enough for a sentence.
    private static func shown(_ word: [UInt8]) -> String {
        PlacePath.readable(String(decoding: word.prefix(40), as: UTF8.self)) + (word.count > 40 ? "…" : "")
    }
}
