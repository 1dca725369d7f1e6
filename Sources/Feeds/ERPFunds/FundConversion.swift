import Exchange
import Formats
import Rules

/// One run's allocations on their way.
final class FundConversion {
    private let feed: ERPFundsFeed
    private let facts: RunFacts
    private let outbox: any Outbox
    private let report: Report
    private let filter: RecordFilter
    private let codes = NewCodes()
    private let writer: FundWriter
    private let cover: CoverSheet?
    private var register: FundRegister
    private var rejects = RowRejects()
    private var mapping: (file: Int, map: FieldMapping)?
    private var frame = RecordFrame(FundShape.shape)
    private var sums: [String: Decimal?] = [:]
    private var zeros = 0

    init(
        _ feed: ERPFundsFeed, _ facts: RunFacts, _ outbox: any Outbox, _ notebook: any Notebook, _ report: Report
    ) throws(Fault) {
        self.feed = feed
        self.facts = facts
        self.outbox = outbox
        self.report = report
        filter = feed.filter
        writer = FundWriter(outbox, feed.currency)
        register = FundRegister(notebook, facts)
        let words = CoverSheet.Words(record: "allocation", party: "fiscal period", account: "fund")
        cover = facts.isReviewed ? try CoverSheet(words, facts, outbox) : nil
    }

    func run(_ arrivals: [any StagedFile], _ outside: (any OutsideTransformer)?) throws(Fault) -> Conversion {
        let walk = TableWalk(feed.format, feed.fields.columns, outside, report)
        let tables = try walk.read(arrivals) { row, position, file, header throws(Fault) in
            try self.take(row, position, file, header)
        }
        try rejects.write(arrivals, tables, to: outbox)
        try writer.finish(report)
        if report.tally.accepted > 0 { try cover?.finish([]) }
        say()
        return Conversion(nothingToDeliver: emptiness)
    }

    private func take(
        _ row: borrowing TableRow, _ position: Position, _ file: Int, _ header: TableHeader?
    ) throws(Fault) {
        guard row.isSound, let map = map(file, header) else {
            report.tally.money.unreadable += 1
            return reject(file, position, row.raw.count)
        }
        let problems = try map.map(row, into: &frame)
        let subject = PlacePath.readable(frame.string(FundShape.reference))
        for problem in problems {
            let name = FundShape.shape.fields[problem.field].name
            report.add(
                Finding(
                    .error, problem.problem.code, position.at(problem.problem.column ?? name),
                    "\(name): the value \(problem.problem.words)\(problem.problem.words.hasSuffix("?") ? "" : ".")",
                    subject: subject.isEmpty ? nil : subject))
        }
        guard let amount = amount else {
            // Blank, or no number: which, the findings have said.
            if problems.isEmpty { say(.fieldRequired, position, "amount", "amount: the value is required, and blank.") }
            report.tally.money.unreadable += 1
            return reject(file, position, row.raw.count)
        }
        let money = Money(amount, feed.currency)
        report.tally.money.read(money)
        let fate = try fate(money, position, problems.isEmpty)
        report.tally.money.book(money, fate)
        switch fate {
        case .delivered: report.tally.accepted += 1
        case .filtered: report.tally.filtered += 1
        case .held, .rejected: reject(file, position, row.raw.count)
        }
    }

    /// By how much the fund changes, as Alma has signs.
    private var amount: Decimal? {
        Decimal(frame.string(FundShape.amount)).map { feed.flips ? -$0 : $0 }
    }

    private func map(_ file: Int, _ header: TableHeader?) -> FieldMapping? {
        if let mapping, mapping.file == file { return mapping.map }
        guard let header else { return nil }
        let map = FieldMapping(feed.fields, header, feed.amounts, today: facts.now.date, codes)
        mapping = (file, map)
        return map
    }

    private func reject(_ file: Int, _ position: Position, _ count: Int) {
        report.tally.rejected += 1
        rejects.add(file: file, byte: position.byte, count: count)
    }

    private func fate(_ money: Money, _ position: Position, _ isSound: Bool) throws(Fault) -> MoneyBooks.Fate {
        let reference = frame.string(FundShape.reference)
        if let selection = facts.selection {
            if let only = selection.only, !only.contains(reference), !only.contains(frame.string(FundShape.fund)) {
                return .filtered
            }
            if let limit = selection.limit, report.tally.accepted >= limit { return .filtered }
        }
        // Conditions see the amount that will be sent.
        if feed.flips { frame.set(FundShape.amount, money.amount.description) }
        if try filter.leavesOut(frame, today: facts.now.date) != nil { return .filtered }
        guard isSound, checkTexts(position) else { return .rejected }
        if money.amount.isZero {
            zeros += 1
            return .filtered
        }
        let key = FundRegister.key(frame)
        if key.isEmpty {
            say(.fundKey, position, "key", "Nothing tells this transaction from others: no key, reference or note.")
            return .rejected
        }
        if let words = try register.hold(key) {
            say(.fundSent, position, "key", words)
            return .held
        }
        try writer.write(frame, money.amount)
        try register.add(key, money, reference: reference, fund: frame.string(FundShape.fund))
        try count(money)
        return .delivered
    }

    private func checkTexts(_ position: Position) -> Bool {
        var good = true
        for field in [FundShape.fund, FundShape.period] where frame.bytes(field).isEmpty {
            let name = FundShape.shape.fields[field].name
            say(.fieldRequired, position, name, "\(name): the value is required, and blank.")
            good = false
        }
        let period = frame.bytes(FundShape.period)
        if !period.allSatisfy({ (0x30...0x39).contains($0) }) {
            say(
                .fundPeriod, position, "period",
                "period: '\(PlacePath.readable(String(frame.string(FundShape.period).prefix(40))))' is no number.")
            good = false
        }
        for field in FundShape.shape.fields.indices
        where frame.bytes(field).contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            let name = FundShape.shape.fields[field].name
            say(.fundText, position, name, "\(name): the value has a line break or another control character in it.")
            good = false
        }
        return good
    }

    private func say(_ code: Code, _ position: Position, _ path: String, _ words: String) {
        let subject = PlacePath.readable(frame.string(FundShape.reference))
        report.add(Finding(.error, code, position.at(path), words, subject: subject.isEmpty ? nil : subject))
    }

    private func count(_ money: Money) throws(Fault) {
        let fund = frame.string(FundShape.fund)
        sums[fund] = (sums[fund] ?? .zero).flatMap { $0.plus(money.amount) }
        try cover?.add(
            CoverSheet.Entry(
                number: frame.string(FundShape.reference), id: "", party: frame.string(FundShape.period), partyName: "",
                day: "", money: money, shares: [CoverSheet.Share(account: fund, name: "", amount: money.amount)]))
    }

    private func say() {
        filter.remark(report)
        if zeros > 0 {
            report.remark("Left out, since they change nothing: \(counted(zeros, "row")) with an amount of zero.")
        }
        for code in codes.all { report.add(code) }
        for (fund, sum) in sums.sorted(by: { $0.key < $1.key }).prefix(FundConversion.shown) {
            report.remark(
                "Fund \(PlacePath.readable(fund)): \(sum.map { Money($0, feed.currency).description } ?? "too large").")
        }
        if sums.count > FundConversion.shown {
            report.remark("And \(counted(sums.count - FundConversion.shown, "fund")) more.")
        }
    }

    private static let shown = 40

    private var emptiness: String? {
        let tally = report.tally
        if tally.accepted > 0 { return nil }
        if tally.read == 0 { return "The file has no records, only a header." }
        if tally.rejected == 0 { return "None of \(counted(tally.read, "row")) changes a fund; nothing was sent." }
        return "None of \(counted(tally.read, "row")) could be sent: see the findings."
    }
}
