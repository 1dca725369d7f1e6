import Exchange
import Formats
import Rules

/// One run's invoices on their way: each is read, held against itself and against what was sent before, and given to the
/// layout; what may not go stays behind in the rejects.
final class InvoiceConversion {
    static let words = CoverSheet.Words(record: "invoice", party: "vendor", account: "fund")

    let rules: InvoiceRules
    let facts: RunFacts
    let report: Report
    private let filter: RecordFilter
    /// Nil where nothing is to be written.
    private let target: TargetWriter?
    private let cover: CoverSheet?
    private let outbox: any Outbox
    private var register: InvoiceRegister
    private var frames: InvoiceFrames
    private var figures = InvoiceFigures()
    private var novelties = InvoiceNovelties()
    private var turned = 0

    init(
        _ rules: InvoiceRules, _ filter: RecordFilter, _ target: TargetWriter?, _ cover: CoverSheet?,
        _ facts: RunFacts, _ outbox: any Outbox, _ notebook: any Notebook, _ report: Report
    ) {
        self.rules = rules
        self.filter = filter
        self.target = target
        self.cover = cover
        self.facts = facts
        self.outbox = outbox
        self.report = report
        register = InvoiceRegister(notebook, facts)
        frames = InvoiceFrames(rules)
    }

    /// `source`: how rows are read; nil where the arrivals are Alma's XML.
    func run(_ arrivals: [any StagedFile], _ source: InvoiceReport? = nil) throws(Fault) -> Conversion {
        if let source {
            let rows = InvoiceRows(source, facts.now.date, report) { invoice, position, isGood throws(Fault) in
                try self.take(invoice, position, isGood: isGood)
            }
            try rows.read(arrivals, outbox)
        } else {
            try read(arrivals)
        }
        if report.tally.accepted > 0 {
            try target?.finish()
            try cover?.finish(others)
        }
        say()
        return Conversion(nothingToDeliver: emptiness)
    }

    private func read(_ arrivals: [any StagedFile]) throws(Fault) {
        let total = arrivals.reduce(0) { $0 + $1.size }
        var done = 0
        for file in arrivals {
            report.file = PlacePath.readable(file.name)
            do throws(Fault) { try read(file, after: done, of: total) } catch { throw error.about(file) }
            done += file.size
        }
        report.file = nil
    }

    private func read(_ file: any StagedFile, after done: Int, of total: Int) throws(Fault) {
        var reading = try XMLReading(InvoiceElements.record, bounds: InvoiceFile.bounds)
        let pass = InvoicePass(InvoiceRejects(file, outbox))
        var bytes = done
        try file.eachChunk { chunk throws(Fault) in
            let demand = try reading.read(chunk, report: report) { record, position throws(Fault) in
                try self.take(record, position, pass)
                return .more
            }
            bytes += chunk.byteCount
            report.onProgress?(Progress(records: report.tally.read, bytes: bytes, total: total))
            return demand
        }
        try reading.finish(report: report) { record, position throws(Fault) in
            try self.take(record, position, pass)
            return .more
        }
        try InvoiceFile.demand(reading)
        try pass.demandWellFormed(reading)
        try pass.rejects.finish()
    }

    private func take(_ record: XMLRecord, _ position: Position, _ pass: InvoicePass) throws(Fault) {
        let invoice = pass.read(record)
        defer { invoice.release() }
        try pass.rejects.see(record)
        if try !take(invoice, position, isGood: true) { try pass.rejects.add(record) }
    }

    /// Answers whether the invoice is done with; otherwise it stays in the rejects.
    private func take(_ invoice: Invoice, _ position: Position, isGood: Bool) throws(Fault) -> Bool {
        report.tally.read += 1
        figures.read(invoice)
        novelties.look(invoice, position, report)
        if let money = figures.money { report.tally.money.read(money) } else { report.tally.money.unreadable += 1 }
        let fate = isGood ? try fate(invoice, position) : .rejected
        if let money = figures.money { report.tally.money.book(money, fate) }
        switch fate {
        case .delivered: report.tally.accepted += 1
        case .filtered: report.tally.filtered += 1
        case .held, .rejected: report.tally.rejected += 1
        }
        return fate == .delivered || fate == .filtered
    }

    private func fate(_ invoice: Invoice, _ position: Position) throws(Fault) -> MoneyBooks.Fate {
        let id = invoice.text(invoice.element(InvoiceField.id))
        let number = invoice.text(invoice.element(InvoiceField.number))
        if let selection = facts.selection, !isWanted(selection, id, number) { return .filtered }
        frames.begin(invoice, figures)
        if try filter.leavesOut(frames.frame, today: facts.now.date) != nil { return .filtered }
        let check = InvoiceCheck(
            invoice: invoice, figures: figures, rules: rules, position: position,
            subject: id.isEmpty ? nil : PlacePath.readable(id), report: report)
        guard check.check(today: facts.now.date), let money = figures.money else { return .rejected }
        let vendor = invoice.text(invoice.element(InvoiceField.vendor))
        let alias = InvoiceAlias.of(vendor, number, money)
        if try isHeld(check, id, alias) { return .held }
        guard try write(check) else { return .rejected }
        try register.add(id, alias, number: number, vendor: vendor, money)
        turned += figures.turned
        try cover?.add(InvoiceCover.entry(invoice, figures, money, rules))
        return .delivered
    }

    private func isWanted(_ selection: Selection, _ id: String, _ number: String) -> Bool {
        if let only = selection.only, !only.contains(id), !only.contains(number) { return false }
        return selection.limit.map { report.tally.accepted < $0 } ?? true
    }

    private func isHeld(_ check: InvoiceCheck, _ id: String, _ alias: String) throws(Fault) -> Bool {
        guard let hold = try register.hold(id, alias, rules[.alias]) else { return false }
        let level = hold.code == .invoiceAlias ? rules[.alias] : .reject
        let path = hold.code == .invoiceAlias ? "invoice_number" : "invoice_id"
        return !check.say(level, hold.code, check.invoice.element(InvoiceField.id), path, hold.words)
    }

    /// False where the layout cannot hold the invoice.
    private func write(_ check: InvoiceCheck) throws(Fault) -> Bool {
        guard let target else { return true }
        try target.add(InvoiceShape.invoice, frames.frame)
        try frames.lines(check.invoice, figures) { level, frame throws(Fault) in try target.add(level, frame) }
        let problems = try target.problems
        if problems.isEmpty {
            try target.commit()
            return true
        }
        target.discard()
        for problem in problems {
            report.add(
                Finding(
                    .error, problem.code, check.position.at(problem.field), problem.sentence + ".",
                    subject: check.subject))
        }
        return false
    }

    private func say() {
        filter.remark(report)
        if turned > 0 {
            report.remark(
                "Signs: \(counted(turned, "discount line")) had a positive total and negative funds, as Alma writes them; "
                    + "the total was written negative.")
        }
    }

    /// What does not go out, for whoever releases the rest.
    private var others: [String] {
        let tally = report.tally
        let left = [(tally.rejected, "not sent: see the rejects of the run"), (tally.filtered, "left out by a filter")]
        return left.filter { $0.0 > 0 }.map { "\(counted($0.0, "invoice")) \($0.1)." }
    }

    private var emptiness: String? {
        let tally = report.tally
        if tally.accepted > 0 { return nil }
        if tally.read == 0 { return "There is no invoice in it." }
        let read = counted(tally.read, "invoice")
        if tally.rejected == 0 { return "None of \(read) is wanted by this profile; nothing was sent." }
        return "None of \(read) could be sent: see the findings."
    }
}
