import Exchange
import Formats
import Rules

/// One load of orders, or of answers about them: gather, settle, hold against the register, write.
struct OrderConversion {
    private let feed: ERPOrdersFeed
    private let facts: RunFacts
    private let outbox: any Outbox
    private let notebook: any Notebook
    /// Only an opinion is asked for: the register is left alone.
    private let isTrial: Bool
    private let report: Report

    init(
        _ feed: ERPOrdersFeed, _ facts: RunFacts, _ outbox: any Outbox, _ notebook: any Notebook, isTrial: Bool,
        _ report: Report
    ) {
        self.feed = feed
        self.facts = facts
        self.outbox = outbox
        self.notebook = notebook
        self.isTrial = isTrial
        self.report = report
    }

    private enum Fate { case delivered, held, rejected, merged, repeated }

    func run(_ arrivals: [any StagedFile], _ outside: (any OutsideTransformer)?) throws(Fault) -> Conversion {
        let spool = FrameSpool(try outbox.spool(), feed.shape.shape)
        let gathering = OrderGathering(feed, facts, spool, report)
        let tables = try gathering.read(arrivals, outside)
        let words = AnswerSettling<Order>.Words(
            doubled: .ordersDuplicate, contradiction: .ordersContradiction, object: "this order")
        var settling = AnswerSettling<Order>(
            gathering.heads, feed.shape.shape, spool, arrivals.map(\.name), words, report)
        try settling.settle(names: 1)
        let writer = TargetWriter(feed.plan, outbox, facts, notebook, report)
        var repeated = 0
        for row in settling.heads.indices {
            let head = settling.heads[row]
            report.file = PlacePath.readable(arrivals[Int(head.file)].name)
            let order = try settling.answer(row)
            var fate = try fate(head, order, settling.frame)
            if fate == .delivered, try !write(order, settling.frame, head, writer) { fate = .rejected }
            if fate == .repeated { repeated += 1 }
            count(fate, settling.frame, head, gathering)
        }
        report.file = nil
        try writer.finish()
        try gathering.rejects.write(arrivals, tables, to: outbox)
        if repeated > 0 { report.remark("\(counted(repeated, "answer")) had been delivered before and were left out.") }
        for code in gathering.codes.all { report.add(code) }
        return Conversion(nothingToDeliver: report.tally.accepted == 0 ? emptiness : nil)
    }

    private func fate(_ head: AnswerHead, _ order: Order, _ frame: RecordFrame) throws(Fault) -> Fate {
        switch head.fate {
        case .merged: return .merged
        case .rejected: return .held
        case .accepted: break
        }
        if isTrial || facts.isAgain { return .delivered }
        let standing = OrderStanding(try notebook.registered(.order, order.key), run: facts.run)
        return feed.direction == .orders
            ? outward(standing, order, head) : inward(standing, order, status(frame), head)
    }

    private func outward(_ standing: OrderStanding, _ order: Order, _ head: AnswerHead) -> Fate {
        switch standing {
        case .new: return .delivered
        // After a rejection the order was changed, and is sent again.
        case .answered(let answer) where answer.event == .rejected: return .delivered
        case .sent(let entry), .answered(let entry):
            say(
                .ordersSent, order, head,
                "Run \(entry.run) has it: \(entry.event.rawValue) on \(entry.day).")
            return .held
        }
    }

    private func inward(_ standing: OrderStanding, _ order: Order, _ status: OrderStatus, _ head: AnswerHead) -> Fate {
        switch standing {
        case .sent: return .delivered
        case .new:
            if feed.sendsUnknown { return .delivered }
            say(.ordersUnknown, order, head, "This program never sent this order to the ERP.")
            return .held
        case .answered(let answer):
            if answer.event == OrderConversion.event(status) { return .repeated }
            say(
                .ordersChanged, order, head,
                "The ERP now says \(status), and run \(answer.run) told the library system on \(answer.day) that it is "
                    + "\(answer.event.rawValue).")
            return .held
        }
    }

    private func status(_ frame: RecordFrame) -> OrderStatus {
        feed.shape.status.flatMap { OrderStatus(rawValue: frame.string($0)) } ?? .open
    }

    private static func event(_ status: OrderStatus) -> RegisterEntry.Event {
        status == .approved ? .approved : .rejected
    }

    /// False where the layout cannot carry it, which has been said then.
    private func write(
        _ order: Order, _ frame: RecordFrame, _ head: AnswerHead, _ writer: TargetWriter
    ) throws(Fault) -> Bool {
        try writer.add(0, frame)
        let problems = try writer.problems
        guard problems.isEmpty else {
            for problem in problems {
                report.add(
                    Finding(
                        .error, problem.code, head.position.at(problem.field), "\(problem.sentence).",
                        subject: order.subject))
            }
            writer.discard()
            return false
        }
        try writer.commit()
        if !isTrial { try register(order, frame) }
        return true
    }

    private func register(_ order: Order, _ frame: RecordFrame) throws(Fault) {
        func text(_ field: Int?) -> String { field.map { frame.string($0) } ?? "" }
        let isAnswer = feed.direction == .approvals
        try notebook.register(
            RegisterEntry(
                .order, order.key, isAnswer ? OrderConversion.event(status(frame)) : .sent,
                money: money(frame),
                reference: isAnswer ? text(feed.shape.erpNumber) : order.number, party: text(feed.shape.vendor),
                note: isAnswer ? text(feed.shape.reason) : "", day: facts.now.date))
    }

    private func count(_ fate: Fate, _ frame: RecordFrame, _ head: AnswerHead, _ gathering: OrderGathering) {
        switch fate {
        case .delivered: report.tally.accepted += 1
        case .held, .rejected:
            report.tally.rejected += 1
            gathering.rejects.add(file: Int(head.file), byte: head.byte, count: Int(head.count))
        case .merged: report.tally.merged += 1
        case .repeated: report.tally.filtered += 1
        }
        guard let money = money(frame) else { return }
        switch fate {
        case .delivered: report.tally.money.book(money, .delivered)
        case .held: report.tally.money.book(money, .held)
        case .rejected: report.tally.money.book(money, .rejected)
        case .merged, .repeated: report.tally.money.book(money, .filtered)
        }
    }

    private func money(_ frame: RecordFrame) -> Money? {
        guard let amount = feed.shape.amount, let currency = feed.shape.currency else { return nil }
        return frame.money(amount, currency)
    }

    private func say(_ code: Code, _ order: Order, _ head: AnswerHead, _ message: String) {
        report.add(Finding(.error, code, head.position, message, subject: order.subject))
    }

    private var emptiness: String {
        let tally = report.tally
        if tally.read == 0 { return "There is not one record in it." }
        if tally.rejected == 0 {
            return "None of \(counted(tally.read, "record")) is new and wanted; nothing was sent."
        }
        return "None of \(counted(tally.read, "record")) could be delivered; nothing was sent."
    }
}
