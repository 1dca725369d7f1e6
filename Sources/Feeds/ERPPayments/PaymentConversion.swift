import Exchange
import Formats
import Rules

/// One load of answers on its way: gather, settle, hold against the register, write.
struct PaymentConversion {
    private let feed: ERPPaymentsFeed
    private let facts: RunFacts
    /// Nil where only an opinion is asked for.
    private let notebook: (any Notebook)?
    private let outside: (any OutsideTransformer)?
    private let report: Report

    init(
        _ feed: ERPPaymentsFeed, _ facts: RunFacts, _ notebook: (any Notebook)?, _ outside: (any OutsideTransformer)?,
        _ report: Report
    ) {
        self.feed = feed
        self.facts = facts
        self.notebook = notebook
        self.outside = outside
        self.report = report
    }

    func run(_ arrivals: [any StagedFile], _ outbox: any Outbox) throws(Fault) -> Conversion {
        let spool = FrameSpool(try outbox.spool(), PaymentShape.shape)
        let gathering = PaymentGathering(feed, facts, spool, report)
        let tables = try gathering.read(arrivals, outside)
        let words = AnswerSettling<Payment>.Words(
            doubled: .paymentsDuplicate, contradiction: .paymentsContradiction, object: "this invoice")
        var settling = AnswerSettling<Payment>(
            gathering.heads, PaymentShape.shape, spool, arrivals.map(\.name), words, report)
        try settling.settle(names: 2)
        let writer = ConfirmationWriter(outbox)
        var repeated = 0
        for row in settling.heads.indices {
            let payment = try settling.answer(row)
            let head = settling.heads[row]
            let fate = try fate(head, payment, &repeated, arrivals)
            try count(fate, payment, head, gathering)
            if fate == .delivered {
                try writer.write(payment)
                try register(payment)
            }
        }
        try writer.finish(report)
        try gathering.rejects.write(arrivals, tables, to: outbox)
        if repeated > 0 { report.remark("\(counted(repeated, "answer")) had been delivered before and were left out.") }
        for code in gathering.codes.all { report.add(code) }
        return Conversion(nothingToDeliver: report.tally.accepted == 0 ? emptiness : nil)
    }

    private enum Fate { case delivered, held, merged, repeated }

    private func fate(
        _ head: AnswerHead, _ payment: Payment, _ repeated: inout Int, _ arrivals: [any StagedFile]
    ) throws(Fault) -> Fate {
        switch head.fate {
        case .merged: return .merged
        case .rejected: return .held
        case .accepted: break
        }
        guard let notebook else { return .delivered }
        report.file = PlacePath.readable(arrivals[Int(head.file)].name)
        defer { report.file = nil }
        let entries = try entries(of: payment, notebook)
        let position = head.position
        switch PaymentStanding(entries, payment.status, run: facts.run) {
        case .waiting(let sent):
            compare(payment, sent, position)
            return .delivered
        case .unknown:
            if feed.sendsUnknown || facts.isAgain { return .delivered }
            say(.error, .paymentsUnknown, position, payment, "This program never sent this invoice to the ERP.")
            return .held
        case .known:
            if facts.isAgain { return .delivered }
            repeated += 1
            return .repeated
        case .contradicted(let before):
            if facts.isAgain { return .delivered }
            say(
                .error, .paymentsChanged, position, payment,
                "The ERP now says \(payment.status), and run \(before.run) told the library system on \(before.day) that it is "
                    + "\(before.event.rawValue).")
            return .held
        }
    }

    private func entries(of payment: Payment, _ notebook: any Notebook) throws(Fault) -> [RegisterEntry] {
        if !payment.id.isEmpty { return try notebook.registered(.invoice, payment.id) }
        return try notebook.registered(.invoice, InvoiceAlias.of(payment.vendor, payment.number, payment.money))
    }

    private func compare(_ payment: Payment, _ sent: RegisterEntry, _ position: Position) {
        guard payment.status == .paid, let paid = payment.money, let asked = sent.money, paid != asked else { return }
        let words: String
        if paid.currency == asked.currency, let difference = paid.amount.minus(asked.amount) {
            words = "a difference of \(Money(difference, paid.currency))"
        } else {
            words = "another currency"
        }
        say(
            .warning, .paymentsDifference, position, payment,
            "The ERP paid \(paid), and \(asked) was sent to it: \(words).")
    }

    private func count(
        _ fate: Fate, _ payment: Payment, _ head: AnswerHead, _ gathering: PaymentGathering
    ) throws(Fault) {
        switch fate {
        case .delivered: report.tally.accepted += 1
        case .held:
            report.tally.rejected += 1
            gathering.rejects.add(file: Int(head.file), byte: head.byte, count: Int(head.count))
        case .merged: report.tally.merged += 1
        case .repeated: report.tally.filtered += 1
        }
        guard let money = payment.money else { return }
        report.tally.money.book(money, fate == .delivered ? .delivered : fate == .held ? .held : .filtered)
    }

    private func register(_ payment: Payment) throws(Fault) {
        let alias = InvoiceAlias.of(payment.vendor, payment.number, payment.money)
        let day = CivilDate(iso: payment.voucherDate) ?? facts.now.date
        var id = payment.id
        // Said of the invoice that was sent, the answer is found with it.
        if id.isEmpty, let notebook {
            id = try entries(of: payment, notebook).last { $0.event == .sent && !$0.isProposed }?.key ?? alias
        }
        try notebook?.register(
            RegisterEntry(
                .invoice, id, alias: payment.number.isEmpty ? nil : alias,
                payment.status == .paid ? .paid : .rejected, money: payment.money,
                reference: payment.voucher.isEmpty ? payment.number : payment.voucher, party: payment.vendor,
                note: payment.reason, day: day))
    }

    private func say(
        _ severity: Severity, _ code: Code, _ position: Position, _ payment: Payment, _ message: String
    ) {
        report.add(Finding(severity, code, position, message, subject: payment.subject))
    }

    private var emptiness: String {
        let tally = report.tally
        if tally.read == 0 { return "There is not one answer in it." }
        if tally.rejected == 0 {
            return "None of \(counted(tally.read, "answer")) is new and decided; nothing was sent."
        }
        return "None of \(counted(tally.read, "answer")) could be delivered; nothing was sent."
    }
}
