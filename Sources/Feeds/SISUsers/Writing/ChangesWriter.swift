import Exchange
import Formats

/// The list of who changes and how, for people: `change,identifier,group,fields`, a line for each user that is not the
/// same as in the last load. People open it in a spreadsheet, so a cell that would be taken for a formula there has an
/// apostrophe in front.
struct ChangesWriter {
    private let outbox: any Outbox
    private var open: (sink: any ByteSink, writer: CSVWriter)?

    init(_ outbox: any Outbox) { self.outbox = outbox }

    mutating func write(_ change: String, _ identifier: String, _ group: String, _ fields: [String]) throws(Fault) {
        if open == nil {
            let sink = try outbox.open(.changes, suffix: "csv")
            var writer = CSVWriter(
                CSVDialect(delimiter: 0x2C, quote: 0x22, header: .named, encoding: .utf8),
                columns: ["change", "identifier", "group", "fields"])
            try writer.begin(sink)
            open = (sink, writer)
        }
        guard let sink = open?.sink else { return }
        let cells = [change, identifier, group, fields.joined(separator: " ")].map {
            Array(SpreadsheetCell.neutral($0).utf8)
        }
        try open?.writer.write(cells, to: sink)
    }

    mutating func finish() throws(Fault) {
        guard let sink = open?.sink else { return }
        try open?.writer.finish(sink)
        try outbox.finish(sink)
        open = nil
    }
}
