import Exchange
import Rules

/// Writes records of one shape as a layout wants them; one per conversion. Memory does not grow with the number of
/// outermost records.
package final class TargetWriter {
    private let plan: TargetPlan
    private let outbox: any Outbox
    private let notebook: any Notebook
    private let report: Report
    private let pen: TargetPen
    private let body: any TargetBody
    private let tests: [CompiledCondition?]
    private let totals: Set<TargetTotal>
    private let sequences: Set<String>
    /// By the place of its part in the layout.
    private var files: [TargetFile?]
    private var order: [Int] = []
    /// The outermost record as it will stand in its file.
    private var staged: [UInt8] = []
    private var target: Int?
    private var isStaged = false

    package init(
        _ plan: TargetPlan, _ outbox: any Outbox, _ facts: RunFacts, _ notebook: any Notebook, _ report: Report
    ) {
        self.plan = plan
        self.outbox = outbox
        self.notebook = notebook
        self.report = report
        let pen = TargetPen(plan, facts.now.date)
        self.pen = pen
        body =
            switch plan.layout.format {
            case .delimited, .fixed: LineBody(plan, pen)
            case .xml: XMLBody(plan, pen)
            case .json: JSONBody(plan, pen)
            }
        tests = plan.layout.files.map { $0.when?.compiled(plan.shape.number) }
        files = Array(repeating: nil, count: max(1, tests.count))
        (totals, sequences) = TargetNeeds.of(plan.layout)
    }

    /// One record of an outermost record, with those around it; in the order of the document. Every `add` belongs to one
    /// outermost record until `commit` or `discard`; nothing of it is in an output before `commit`.
    package func add(_ level: Int, _ frame: RecordFrame) throws(Fault) {
        precondition(level > 0 || pen.store.isEmpty, "the outermost record before is committed or discarded first")
        pen.store.add(level, frame)
        isStaged = false
    }

    /// What keeps the outermost record from being written, in the layout's order; empty where it may be committed.
    package var problems: [TargetProblem] {
        get throws(Fault) {
            try stage()
            return pen.problems
        }
    }

    /// Writes what was added. Asking for it where there are problems is a programming error.
    package func commit() throws(Fault) {
        try stage()
        precondition(pen.problems.isEmpty, "a record with problems is discarded")
        guard let target, !pen.store.isEmpty else { return }
        if files[target] == nil {
            try open(target)
            // Counters begin behind what stands at the beginning of the file.
            isStaged = false
            try stage()
        }
        guard let file = files[target] else { return }
        try file.append(staged)
        file.counts.take(pen.counts)
        discard()
    }

    /// Forgets what was added since the last `commit`.
    package func discard() {
        pen.store.clear()
        pen.problems = []
        isStaged = false
    }

    /// Whether nothing was committed.
    package var isEmpty: Bool { order.isEmpty }

    /// Trailers, headers patched, control files, `Tally.controls`.
    package func finish() throws(Fault) {
        discard()
        for (index, number) in order.enumerated() {
            guard let file = files[number] else { continue }
            var bytes: [UInt8] = []
            pen.counts = file.counts
            pen.counts.bytes = 0
            body.tail(into: &bytes)
            try TargetFile.demandSound(pen)
            try file.append(bytes)
            try file.flush()
            pen.counts.bytes = file.sink.count
            try file.patch(pen)
            file.counts = pen.counts
            try outbox.finish(file.sink)
            try note(file.counts, index + 1, columns: plan.columns.ofData)
        }
        try control()
        for code in pen.codes.all { report.add(code) }
    }

    /// Makes the bytes of the outermost record, and notes what is wrong with it.
    private func stage() throws(Fault) {
        if isStaged { return }
        if pen.sequences.count < sequences.count {
            for name in sequences where pen.sequences[name] == nil {
                pen.sequences[name] = try notebook.reserve(name)
            }
        }
        staged.removeAll(keepingCapacity: true)
        pen.problems = []
        let (pen, body, totals, tests) = (pen, body, totals, tests)
        target = nil
        isStaged = true
        if pen.store.isEmpty { return }
        var bytes = staged
        staged = []
        target = pen.store.withCells { cells in
            pen.lent = cells
            defer { pen.lent = .none }
            let number = tests.isEmpty ? 0 : tests.firstIndex { $0?.holds(cells[0], today: pen.today) ?? true }
            guard let number else {
                pen.problems.append(
                    TargetProblem(
                        .targetNowhere, field: "files", place: pen.place(0),
                        "has no file for it: no condition in it holds"))
                return nil
            }
            if let file = files[number] { pen.counts.take(file.counts) } else { pen.counts = fresh }
            body.record(into: &bytes)
            for total in totals {
                let sum = pen.sum(total).flatMap { sum in (pen.counts.totals[total] ?? .zero).plus(sum) }
                if let sum { pen.counts.totals[total] = sum } else { pen.refuse(total) }
                guard let found = pen.currency(of: total) else { continue }
                if found.isOne, pen.counts.currencies[total, default: found.currency] == found.currency {
                    pen.counts.currencies[total] = found.currency
                } else {
                    pen.refuseCurrency(total)
                }
            }
            for (level, count) in pen.store.counts.enumerated() { pen.counts.levels[level] += count }
            return number
        }
        staged = bytes
    }

    private var fresh: TargetCounts { TargetCounts(levels: plan.shape.levels.count) }

    private func open(_ number: Int) throws(Fault) {
        let part = plan.layout.files.isEmpty ? nil : plan.layout.files[number].part
        let data = part ?? (plan.layout.control == nil ? nil : "data")
        let sink = try outbox.open(.delivery, suffix: plan.layout.suffix, from: nil, part: data)
        var head: [UInt8] = []
        pen.counts = fresh
        let late = body.head(into: &head)
        // What is wrong with a late value shows once it is known.
        if late.isEmpty { try TargetFile.demandSound(pen) }
        pen.problems = []
        files[number] = TargetFile(part, sink, pen.counts, head: head, late)
        order.append(number)
    }

    private func control() throws(Fault) {
        guard let control = plan.layout.control, !order.isEmpty else { return }
        let cells = control.fields.map { TargetCell($0, plan) }
        let sink = try outbox.open(.delivery, suffix: plan.layout.suffix, from: nil, part: control.part)
        var bytes: [UInt8] = []
        var sums = fresh
        for number in order {
            guard let file = files[number] else { continue }
            pen.counts = file.counts
            pen.counts.sums = sums.sums
            for (index, cell) in cells.enumerated() {
                if index > 0 { bytes.append(contentsOf: plan.layout.separator) }
                _ = pen.make(cell, nil)
                LineBody.frame(pen.text, plan.layout, &bytes)
            }
            bytes.append(contentsOf: plan.layout.lineEnd.bytes)
            sums.sums = pen.counts.sums
            sums.lines += 1
        }
        try TargetFile.demandSound(pen)
        try sink.write(bytes)
        try outbox.finish(sink)
        try note(sums, order.count + 1, columns: plan.columns.ofControl)
    }

    private func note(_ counts: TargetCounts, _ output: Int, columns: [Int]) throws(Fault) {
        let isControl = counts.levels[0] == 0
        if !isControl {
            report.tally.controls.append(
                ControlTotal(output: output, name: "records", total: Decimal(whole: counts.levels[0])))
        }
        if counts.lines > 0 {
            report.tally.controls.append(
                ControlTotal(output: output, name: "lines", total: Decimal(whole: counts.lines)))
        }
        for column in columns {
            let name = plan.columns.names[column]
            var sums = counts.sums.filter { $0.column == column }
            if sums.isEmpty { sums = [TargetSum(column: column, currency: .none, sum: .zero)] }
            for sum in sums {
                guard let total = sum.sum else {
                    throw Fault(.targetTotals, .stop, "The sum of '\(name)' is larger than any sum of money.")
                }
                report.tally.controls.append(
                    ControlTotal(output: output, name: name, currency: sum.currency.code, total: total))
            }
        }
    }
}
