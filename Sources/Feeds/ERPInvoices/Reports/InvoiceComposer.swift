import Exchange
import Formats
import Rules

/// Puts the rows of one invoice together as Alma's export would have it.
final class InvoiceComposer {
    private let composed = XMLComposed()
    private let paths: InvoicePaths
    private let invoice: Invoice
    /// The element of each container of the invoice, the line and the fund at hand; -1 where there is none yet.
    private var placed: [Int]

    init() {
        paths = InvoicePaths(composed)
        invoice = Invoice(composed.record, InvoiceSchema())
        placed = Array(repeating: -1, count: paths.containers.count)
    }

    /// The invoice, until the next is composed; `rows` are not empty.
    func compose(_ rows: InvoiceGroup) -> Invoice {
        composed.clear()
        clear(from: 0)
        let first = rows.rows[0]
        _ = composed.add(paths.root, in: -1, [], line: first.position.line, byte: first.position.byte)
        put(0, first)
        for line in rows.lines {
            clear(from: InvoiceShape.line)
            put(InvoiceShape.line, rows.rows[line[0]])
            for row in line where rows.rows[row].hasFund {
                clear(from: InvoiceShape.fund)
                put(InvoiceShape.fund, rows.rows[row])
            }
        }
        invoice.read(composed.record)
        return invoice
    }

    private func clear(from level: Int) {
        for (index, container) in paths.containers.enumerated() where container.level >= level { placed[index] = -1 }
    }

    private func put(_ level: Int, _ row: InvoiceGroup.Row) {
        for field in Invoice.starts[level]..<Invoice.starts[level + 1] {
            guard let leaf = paths.leaves[field] else { continue }
            var text = row.frame.bytes(field)
            // An amount of a fund is in the invoice's currency, whether the report says so or not.
            if field == InvoiceField.fundCurrency, text.isEmpty { text = row.frame.bytes(InvoiceField.currency) }
            if text.isEmpty { continue }
            let parent = leaf.parent < 0 ? 0 : element(leaf.parent, row)
            _ = composed.add(leaf.name, in: parent, text, line: row.position.line, byte: row.position.byte)
        }
    }

    private func element(_ container: Int, _ row: InvoiceGroup.Row) -> Int {
        if placed[container] >= 0 { return placed[container] }
        let found = paths.containers[container]
        let parent = found.parent < 0 ? 0 : element(found.parent, row)
        placed[container] = composed.add(
            found.name, in: parent, [], line: row.position.line, byte: row.position.byte)
        return placed[container]
    }
}
