import Exchange
import Rules

/// The rows of one invoice, which stand together in a report.
struct InvoiceGroup {
    struct Row {
        let frame: RecordFrame
        let position: Position
        /// Bytes of the row as it stands in the source.
        let count: Int

        var hasFund: Bool {
            !frame.bytes(InvoiceField.fundAmount).isEmpty || !frame.bytes(InvoiceField.fundCode).isEmpty
        }
    }

    let id: String
    let file: Int
    private(set) var rows: [Row] = []
    /// The rows of each line, in the order lines first come.
    private(set) var lines: [[Int]] = []
    private var numbers: [[UInt8]: Int] = [:]
    /// Something is wrong with a row, which has been said: the invoice stays here.
    var isBad = false

    init(_ id: String, file: Int) {
        self.id = id
        self.file = file
    }

    /// Takes a row; answers the first field in which it differs from an earlier row of the invoice or of its line, though
    /// it repeats that, and the line of the earlier one.
    mutating func add(_ row: Row, hasFunds: Bool) -> (field: Int, line: Int)? {
        let number = Array(row.frame.bytes(InvoiceField.lineNumber))
        var found = rows.first.flatMap { InvoiceGroup.difference(0, row, $0) }
        if let line = number.isEmpty ? nil : numbers[number] {
            let first = rows[lines[line][0]]
            // Without funds, what would a second row of one line be?
            let field = hasFunds ? InvoiceGroup.difference(1, row, first)?.field : InvoiceField.lineNumber
            if found == nil, let field { found = (field, first.position.line) }
            lines[line].append(rows.count)
        } else {
            if !number.isEmpty { numbers[number] = lines.count }
            lines.append([rows.count])
        }
        rows.append(row)
        return found
    }

    private static func difference(_ level: Int, _ row: Row, _ first: Row) -> (field: Int, line: Int)? {
        let fields = Invoice.starts[level]..<Invoice.starts[level + 1]
        return fields.first { row.frame.bytes($0) != first.frame.bytes($0) }.map { ($0, first.position.line) }
    }
}
