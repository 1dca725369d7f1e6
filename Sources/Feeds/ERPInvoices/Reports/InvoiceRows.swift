import Exchange
import Formats
import Rules

/// Makes invoices of a report's rows. Of all that was read, only the rows of one invoice are in memory, beside the
/// identifiers of all.
final class InvoiceRows {
    /// What becomes of an invoice; `isGood`: nothing is wrong with its rows. Answers whether it is done with.
    typealias Judge = (Invoice, Position, _ isGood: Bool) throws(Fault) -> Bool

    /// An invoice is in memory while it is read; one with more rows than this is none.
    private static let mostRows = 20_000

    private let source: InvoiceReport
    private let today: CivilDate
    private let report: Report
    private let judge: Judge
    private let composer = InvoiceComposer()
    private let codes = NewCodes()
    private var frame = RecordFrame(InvoiceShape.shape)
    private var mapping: (file: Int, mapping: FieldMapping)?
    private var group: InvoiceGroup?
    /// A row that cannot be read stood behind the last one: it may be the first of the next invoice.
    private var isTorn = false
    private var closed: Set<String> = []
    private var rejects = RowRejects()
    private var arrivals: [any StagedFile] = []

    init(_ source: InvoiceReport, _ today: CivilDate, _ report: Report, _ judge: @escaping Judge) {
        self.source = source
        self.today = today
        self.report = report
        self.judge = judge
    }

    func read(_ arrivals: [any StagedFile], _ outbox: any Outbox) throws(Fault) {
        self.arrivals = arrivals
        let walk = TableWalk(source.format, source.fields.columns, nil, report, countsRows: false)
        let tables = try walk.read(arrivals) { row, position, file, header throws(Fault) in
            try self.take(row, position, file, header)
        }
        try close()
        try rejects.write(arrivals, tables, to: outbox)
        for code in codes.all { report.add(code) }
    }

    private func take(
        _ row: borrowing TableRow, _ position: Position, _ file: Int, _ header: TableHeader?
    ) throws(Fault) {
        if let group, group.file != file {
            try close()
            isTorn = false
            // The same invoice in another file is another one, which the register holds.
            closed.removeAll(keepingCapacity: true)
        }
        let count = row.raw.count
        guard row.isSound, let mapping = mapping(file, header) else { return refuse(position, file, count) }
        let problems = try mapping.map(row, into: &frame)
        let id = frame.string(InvoiceField.id)
        for problem in problems { say(problem, position, id) }
        guard !id.isEmpty else {
            add(.invoiceIdentity, position, InvoiceField.id, "The row has no unique identifier of an invoice.", nil)
            return refuse(position, file, count)
        }
        if group?.id != id {
            try close()
            if closed.contains(id) { return scattered(position, file, count, id) }
            group = InvoiceGroup(id, file: file)
            if isTorn { spoil("The row before its first one cannot be read, and may belong to it.", position) }
        }
        isTorn = false
        if !problems.isEmpty { group?.isBad = true }
        if let group, group.rows.count == InvoiceRows.mostRows {
            spoil("The invoice has more than \(grouped(InvoiceRows.mostRows)) rows.", position)
            return rejects.add(file: file, byte: position.byte, count: count)
        }
        let made = InvoiceGroup.Row(frame: frame, position: position, count: count)
        guard let found = group?.add(made, hasFunds: source.hasFunds) else { return }
        group?.isBad = true
        let name = InvoiceShape.shape.fields[found.field].name
        let words =
            found.field == InvoiceField.lineNumber
            ? "The line stands in line \(found.line) already." : "\(name) is another one than in line \(found.line)."
        add(.invoiceRows, position, found.field, words, id)
    }

    private func mapping(_ file: Int, _ header: TableHeader?) -> FieldMapping? {
        if let mapping, mapping.file == file { return mapping.mapping }
        guard let header else { return nil }
        let made = FieldMapping(source.fields, header, source.amounts, today: today, codes)
        mapping = (file, made)
        return made
    }

    /// All rows of the invoice have been read.
    private func close() throws(Fault) {
        guard let group else { return }
        self.group = nil
        closed.insert(group.id)
        let file = report.file
        report.file = PlacePath.readable(arrivals[group.file].name)
        defer { report.file = file }
        let invoice = composer.compose(group)
        if try judge(invoice, group.rows[0].position, !group.isBad) { return }
        for row in group.rows { rejects.add(file: group.file, byte: row.position.byte, count: row.count) }
    }

    // MARK: What is no row of an invoice

    /// A row nobody can read may be one of the invoice before it, or of the one behind it.
    private func refuse(_ position: Position, _ file: Int, _ count: Int) {
        if group != nil { spoil("A row behind its others cannot be read, and may belong to it.", position) }
        isTorn = true
        leave(position, file, count)
    }

    private func spoil(_ words: String, _ position: Position) {
        guard let group, !group.isBad else { return }
        self.group?.isBad = true
        add(.invoiceRows, position, InvoiceField.id, words, group.id)
    }

    private func scattered(_ position: Position, _ file: Int, _ count: Int, _ id: String) {
        add(
            .invoiceRows, position, InvoiceField.id,
            "The row stands apart from the others of its invoice, which was dealt with by then.", id)
        leave(position, file, count)
    }

    private func leave(_ position: Position, _ file: Int, _ count: Int) {
        report.tally.read += 1
        report.tally.rejected += 1
        report.tally.money.unreadable += 1
        rejects.add(file: file, byte: position.byte, count: count)
    }

    private func say(_ problem: FieldMapping.Problem, _ position: Position, _ id: String) {
        let field = InvoiceShape.shape.fields[problem.field].name
        report.add(
            Finding(
                .error, problem.problem.code, position.at(problem.problem.column ?? field),
                "\(field): the value \(problem.problem.words).", subject: id.isEmpty ? nil : id))
    }

    private func add(_ code: Code, _ position: Position, _ field: Int, _ words: String, _ id: String?) {
        let path = source.fields.rules[field]?.column ?? InvoiceShape.shape.fields[field].name
        report.add(Finding(.error, code, position.at(path), words, subject: id))
    }
}
