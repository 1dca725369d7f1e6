import Exchange
import Feeds

/// The lines of messages as CSV, for a spreadsheet.
enum EDILineTable {
    static let head =
        "message,number,line,identifier,title,quantity,price,amount,currency,charges,tax,po_line,status,segment\r\n"

    static func rows(_ view: EDIView) -> String {
        var text = ""
        for line in view.invoice?.invoice.lines ?? [] {
            let item = line.item
            text += row([
                view.reference, view.number ?? "", item.number, item.identifiers.first?.plain ?? "", item.title,
                item.quantity("47", "21", "1")?.value.description ?? "",
                (item.price("AAA", "AAB", "INV") ?? item.prices.first)?.price.value.description ?? "",
                line.amount("203")?.value.description ?? "", view.invoice?.currency?.code ?? "",
                line.charges.compactMap { $0.amount?.value.description }.joined(separator: " "),
                line.taxes.compactMap { $0.amount?.value.description }.joined(separator: " "),
                item.orderLine?.value.value ?? "", view.invoice?.standing(line) ?? "", String(item.segment),
            ])
        }
        for line in view.response?.lines ?? [] {
            let item = line.item
            text += row([
                view.reference, view.number ?? "", item.number, item.identifiers.first?.plain ?? "", item.title,
                item.quantity("21", "83")?.value.description ?? "",
                item.prices.first?.price.value.description ?? "", "", "", "", "", item.orderLine?.value.value ?? "",
                line.words, String(item.segment),
            ])
        }
        return text
    }

    /// RFC 4180, after each cell has been made harmless.
    private static func row(_ cells: [String]) -> String {
        cells.map { cell in
            let text = SpreadsheetCell.neutral(cell)
            guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
            return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }.joined(separator: ",") + "\r\n"
    }
}
