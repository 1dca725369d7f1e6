import Exchange
import Formats

/// A table as the institution's own programs leave it: rows go out as records, and what comes back are rows again.
///
/// - `header` is the inner table's with the columns the programs may add behind it. Columns without a name are not
///   shown to the programs and are blank afterwards.
/// - Rows come in the source's order. `raw` and the position stay the source's, so that rejects are its own bytes.
/// - A row that a program refuses is unsound (`outside.rejected`); one that cannot be read stays so and is shown to none.
/// - The books: a feed counts each row it is given as read. What it is not given is counted here as read and left out;
///   for several rows from one, all but the first are moved from `read` to `added`.
package final class OutsideTable: Table {
    private enum Waiting {
        /// Its answer is due.
        case outside(raw: [UInt8])
        /// Unsound as it was read, with what there is to say about it.
        case unsound(TableRow, Position, [Finding])
    }

    /// Unsound rows that wait for their turn keep at most so many bytes.
    private static let patience = 256 << 10

    private let inner: any Table
    private let outside: any OutsideTransformer
    private let needs: [String]
    package private(set) var header: TableHeader?
    /// Columns of the inner table that have a name.
    private var named: [Int] = []
    private var waiting: [Waiting] = []
    private var head = 0
    private var heldBytes = 0
    private var isEnough = false

    /// `needs`: the columns that must be there once the programs have added theirs. `inner` must not demand more than
    /// `OutsideTable.needs` answers.
    package init(_ inner: any Table, _ outside: any OutsideTransformer, needs: [String] = []) {
        self.inner = inner
        self.outside = outside
        self.needs = needs
    }

    /// Of the columns that are needed, those the source itself must have.
    package static func needs(_ all: [String], before outside: (any OutsideTransformer)?) -> [String] {
        guard let outside else { return all }
        return all.filter { !outside.adds.contains($0) }
    }

    package var hasLineEnds: Bool { inner.hasLineEnds }

    package func rejects() -> any TableRejects { inner.rejects() }

    package func read(
        _ chunk: RawSpan, report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        let said = Report(keptPerRule: .max)
        var seen = 0
        let demand = try inner.read(chunk, report: said) { row, position throws(Fault) in
            let findings = Array(said.findings[seen...])
            seen = said.findings.count
            try self.take(row, position, findings, report, emit)
            return self.isEnough ? .enough : .more
        }
        OutsideTable.tell(said, from: seen, report)
        return isEnough ? .enough : demand
    }

    package func finish(
        report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        let said = Report(keptPerRule: .max)
        var seen = 0
        try inner.finish(report: said) { row, position throws(Fault) in
            let findings = Array(said.findings[seen...])
            seen = said.findings.count
            try self.take(row, position, findings, report, emit)
            return self.isEnough ? .enough : .more
        }
        try outside.finish { answer throws(Fault) in try self.settle(answer, report, emit) }
        OutsideTable.tell(said, from: seen, report)
    }

    /// What the inner table said about no row in particular.
    private static func tell(_ said: Report, from seen: Int, _ report: Report) {
        for finding in said.findings[seen...] { report.add(finding) }
        for remark in said.remarks { report.remark(remark) }
    }

    private func take(
        _ row: borrowing TableRow, _ position: Position, _ findings: [Finding], _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        try widen(position)
        if row.isSound {
            waiting.append(.outside(raw: row.raw))
            try outside.put(record(row), at: position, token: waiting.count - head) { answer throws(Fault) in
                try self.settle(answer, report, emit)
            }
            return
        }
        waiting.append(.unsound(copy row, position, findings))
        heldBytes += row.raw.count
        try release(report, emit)
        if heldBytes > OutsideTable.patience {
            try outside.catchUp { answer throws(Fault) in try self.settle(answer, report, emit) }
        }
    }

    /// Learns the columns with the first row.
    private func widen(_ position: Position) throws(Fault) {
        guard header == nil, let columns = inner.header else { return }
        let more = outside.adds.filter { columns[$0] == nil }
        let all = try TableHeader(columns.names + more, needs: needs.isEmpty ? more : needs, at: position)
        try all.demand(needs, at: position)
        header = all
        named = columns.names.indices.filter { !columns.names[$0].isEmpty }
    }

    private func record(_ row: borrowing TableRow) -> FieldRecord {
        guard let header else { return FieldRecord() }
        var fields: [(name: String, value: String)] = []
        fields.reserveCapacity(named.count)
        for column in named { fields.append((header.names[column], row.string(column))) }
        return FieldRecord(fields)
    }

    /// An answer is always about the first row that waits for one.
    private func settle(
        _ answer: OutsideAnswer, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        guard !isEnough, case .outside(let raw)? = next() else { return }
        switch answer.fate {
        case .rejected(let why):
            try refuse(raw, why, answer.position, report, emit)
        case .records(let records):
            if records.isEmpty {
                report.tally.read += 1
                report.tally.filtered += 1
            }
            for (index, record) in records.enumerated() where !isEnough {
                if index > 0 {
                    report.tally.read -= 1
                    report.tally.added += 1
                }
                try give(TableRow(raw: raw, cells: cells(record)), answer.position, emit)
            }
        }
        try release(report, emit)
    }

    private func refuse(
        _ raw: [UInt8], _ why: String, _ position: Position, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        let message = "A program of your own refused this record: \(PlacePath.readable(why))."
        let problem = TableProblem(.outsideRejected, offset: 0, line: position.line, cell: nil, message: message)
        report.add(problem.finding(position, path: nil))
        try give(TableRow(raw: raw, problem: problem), position, emit)
    }

    /// The values in the order of the columns; what the programs left out is blank. Of a name that is there several
    /// times, the first value goes to the first column.
    private func cells(_ record: FieldRecord) -> [String] {
        guard let header else { return [] }
        var cells = [String](repeating: "", count: header.count)
        var hint = 0
        var taken = Set<Int>()
        for field in record.fields {
            // Fields mostly come in the order of the columns.
            var place = hint < header.count && header.names[hint] == field.name ? hint : nil
            if place == nil {
                place = header.names.indices.first { header.names[$0] == field.name && !taken.contains($0) }
            }
            guard let place, taken.insert(place).inserted else { continue }
            cells[place] = field.value
            hint = place + 1
        }
        return cells
    }

    /// Unsound rows that now are first.
    private func release(
        _ report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        while !isEnough, head < waiting.count, case .unsound(let row, let position, let findings) = waiting[head] {
            _ = next()
            heldBytes -= row.raw.count
            for finding in findings { report.add(finding) }
            try give(row, position, emit)
        }
    }

    private func give(
        _ row: borrowing TableRow, _ position: Position,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        if case .enough = try emit(row, position) { isEnough = true }
    }

    private func next() -> Waiting? {
        guard head < waiting.count else { return nil }
        defer {
            head += 1
            if head > 1000 {
                waiting.removeFirst(head)
                head = 0
            }
        }
        return waiting[head]
    }
}
