import Exchange
import Formats
import Rules

/// Fees on their way to the bursar: read, checked, filtered, held where they were sent before, written.
final class FeeConversion: FeeTaker {
    private let feed: BursarFeesFeed
    private let facts: RunFacts
    private let outbox: any Outbox
    private let notebook: any Notebook
    private let report: Report
    private let check: FeeCheck
    private let filter: RecordFilter
    private let codes = NewCodes()
    private let types: CompiledRule?
    private let writer: TargetWriter
    private var frame = RecordFrame(FeeField.shape)
    private var words: [UInt8] = []
    private var sums = FeeSums()

    init(
        _ feed: BursarFeesFeed, _ facts: RunFacts, _ outbox: any Outbox, _ notebook: any Notebook, _ report: Report
    ) {
        self.feed = feed
        self.facts = facts
        self.outbox = outbox
        self.notebook = notebook
        self.report = report
        check = feed.check(report)
        filter = feed.filter()
        types = feed.types?.compiled(FeeField.shape.number)
        writer = TargetWriter(feed.plan, outbox, facts, notebook, report)
    }

    func run(_ arrivals: [any StagedFile]) throws(Fault) -> Conversion {
        let total = arrivals.reduce(0) { $0 + $1.size }
        var done = 0
        for file in arrivals {
            report.file = PlacePath.readable(file.name)
            defer { report.file = nil }
            let before = done
            let progress: (Int) -> Void = { [report] bytes in
                report.onProgress?(Progress(records: report.tally.read, bytes: before + bytes, total: total))
            }
            if file.size > 0 { try read(file, progress) }
            done += file.size
        }
        try writer.finish()
        for line in sums.lines { report.remark(line) }
        filter.remark(report)
        for code in codes.all { report.add(code) }
        return Conversion(nothingToDeliver: emptiness)
    }

    private func read(_ file: any StagedFile, _ progress: (Int) -> Void) throws(Fault) {
        if let table = feed.table {
            let rows = RuledRows(table.format, table.columns, facts.now.date, codes, outbox, report)
            return try rows.read(file, FeeRows(self, report), progress: progress)
        }
        let rejected = report.tally.rejected
        let document = FeeDocument(report, self)
        try document.read(file, progress: progress)
        guard report.tally.rejected > rejected else { return }
        let sink = try outbox.open(.rejects, suffix: "xml")
        try document.done.writeRest(of: file, to: sink)
        try outbox.finish(sink)
    }

    func take(_ fee: FeeDraft, at position: Position) throws(Fault) -> Bool {
        report.tally.read += 1
        let outcome = check.check(fee, at: position, into: &frame)
        if let money = outcome.money { report.tally.money.read(money) } else { report.tally.money.unreadable += 1 }
        guard outcome.isGood, let money = outcome.money else { return end(.rejected, outcome.money) }
        let key = fee.string(.transactionID)
        if try isLeftOut(key) { return end(.filtered, money) }
        if let type = unknownType(position, key) {
            report.add(type)
            return end(.held, money)
        }
        let name = feed.key.count == 1 ? key : feed.key.map { frame.string($0.rawValue) }.joined(separator: " ")
        if let before = try sentBefore(name, key) {
            report.add(duplicate(before, money, position, key))
            return end(.held, money)
        }
        try writer.add(0, frame)
        let problems = try writer.problems
        guard problems.isEmpty else {
            writer.discard()
            for problem in problems {
                report.add(
                    Finding(.error, problem.code, position.at(problem.field), problem.sentence + ".", subject: key))
            }
            return end(.rejected, money)
        }
        try writer.commit()
        try notebook.register(entry(name, alias: name == key ? nil : key, money, fee))
        sums.add(money)
        return end(.delivered, money)
    }

    /// Counts the fee and its money; answers whether it is done with.
    private func end(_ fate: MoneyBooks.Fate, _ money: Money?) -> Bool {
        if let money { report.tally.money.book(money, fate) }
        switch fate {
        case .delivered: report.tally.accepted += 1
        case .filtered: report.tally.filtered += 1
        case .held, .rejected: report.tally.rejected += 1
        }
        return fate == .delivered || fate == .filtered
    }

    private func isLeftOut(_ key: String) throws(Fault) -> Bool {
        if let only = facts.selection?.only, !only.contains(key) { return true }
        if let limit = facts.selection?.limit, report.tally.accepted >= limit { return true }
        return try filter.leavesOut(frame, today: facts.now.date) != nil
    }

    /// Puts the words for the fee's type into the record; answers what is wrong with it otherwise.
    private func unknownType(_ position: Position, _ key: String) -> Finding? {
        guard let types else { return nil }
        words.removeAll(keepingCapacity: true)
        let today = facts.now.date
        var outcome = RuleOutcome.blank
        // The closure throws nothing.
        try? frame.withCells { cells throws(Fault) in
            outcome = types.evaluate(cells, today: today, codes: codes, into: &words)
        }
        if case .value = outcome {
            frame.set(FeeField.typeWords.rawValue, words)
            return nil
        }
        let type = PlacePath.readable(String(frame.string(FeeField.feeType.rawValue).prefix(60)))
        return Finding(
            .error, .feesType, position.at(FeeField.feeType.name),
            "The type '\(type)' is not in the table of fee types; the fee was kept back.", subject: key)
    }

    /// The entry that says so. Of what the bursar has sent back, another try is none of the first.
    private func sentBefore(_ key: String, _ number: String) throws(Fault) -> RegisterEntry? {
        // By the transaction's number alone the bursar answers, and fees went out before their profile knew of more.
        var entries = try notebook.registered(.fee, number)
        if key != number { entries.removeAll { $0.key != key && $0.key != number } }
        guard let last = entries.last(where: { $0.event == .sent || $0.event == .rejected }), last.event == .sent else {
            return nil
        }
        return facts.isAgain && last.run != facts.run ? nil : last
    }

    private func duplicate(
        _ before: RegisterEntry, _ money: Money, _ position: Position, _ key: String
    ) -> Finding {
        let isOwn = before.run == facts.run
        var words = isOwn ? "This transaction stands twice in what was brought in" : "This transaction was sent before"
        if !isOwn {
            words += before.isProposed ? ", in run \(before.run), which is not over" : ", in run \(before.run)"
        }
        let isOther = before.money.map { $0 != money } ?? false
        if let earlier = before.money, isOther { words += ", then as \(earlier) and now as \(money)" }
        words += ". It was held."
        // Some libraries have one number for all fees of one loan.
        if isOwn, isOther, feed.key == [.transactionID] {
            words += " If one number stands for several fees here, 'key: [transaction_id, fee_type]' tells them apart."
        }
        return Finding(.error, .feesDuplicate, position, words, subject: key)
    }

    /// `alias` is the transaction's number, where the key is more than that: by it answers are found.
    private func entry(_ key: String, alias: String?, _ money: Money, _ fee: FeeDraft) -> RegisterEntry {
        RegisterEntry(
            .fee, key, alias: alias, .sent, money: money, reference: fee.string(.exportNumber),
            party: fee.string(.libraryCode),
            note: fee.string(.feeType), day: facts.now.date, run: facts.run)
    }

    /// Why there is nothing to deliver, if so.
    private var emptiness: String? {
        let tally = report.tally
        if tally.accepted > 0 { return nil }
        if tally.read == 0 { return "There is no fee in what was brought in." }
        if tally.rejected == 0 { return "All of \(counted(tally.read, "fee")) were left out; nothing was sent." }
        return "None of \(counted(tally.read, "fee")) could be sent."
    }
}
