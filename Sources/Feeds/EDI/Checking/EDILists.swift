import Exchange

/// What the library knows beside the message, where it keeps such lists: open order lines, vendors, funds.
struct EDILists: Sendable {
    struct Vendor: Hashable, Sendable {
        let name: String
        /// The name of a dialect; empty where none is said.
        let dialect: String
        let mail: String
    }

    /// By their numbers in lower case; true for those that are open.
    var orderLines: [String: Bool]?
    /// By their codes.
    var vendors: [String: Vendor]?
    var funds: Set<String>?
    /// A line, vendor or fund that no list has.
    var severity = Severity.warning

    init() {}

    /// How a line stands in the list: `ok`, `closed`, `unknown`; nil where there is no list or no number.
    func standing(_ item: EDIItem) -> String? {
        guard let orderLines, let reference = item.orderLine, reference.qualifier == "LI" else { return nil }
        guard
            let isOpen = orderLines[EDILists.key(reference.value.value)]
                ?? orderLines[EDILists.tail(reference.value.value)]
        else { return "unknown" }
        return isOpen ? "ok" : "closed"
    }

    func findings(_ invoice: EDIInvoice, _ place: Position) -> [Finding] {
        var found: [Finding] = []
        func say(_ code: Code, _ place: Position, _ message: String) {
            found.append(Finding(severity, code, place, message, subject: invoice.number?.value))
        }
        if let vendors, let vendor = invoice.vendor, vendors[vendor.code.value] == nil {
            say(.ediListVendor, vendor.code.position, "The vendor \(vendor.words) is not in the list of vendors.")
        }
        for line in invoice.lines {
            if let standing = standing(line.item), standing != "ok", let reference = line.item.orderLine?.value {
                let words = standing == "closed" ? "is closed" : "is not in the list"
                say(
                    .ediListOrderLine, reference.position,
                    "Line \(line.item.number): the order line \(reference.value.prefix(40)) \(words).")
            }
            guard let funds else { continue }
            for field in line.item.copies.flatMap(\.fields)
            where field.qualifier == "LFN" && !funds.contains(field.value.value) {
                say(
                    .ediListFund, field.value.position,
                    "Line \(line.item.number): the fund \(field.value.value.prefix(40)) is not in the list.")
            }
        }
        return found
    }

    static func key(_ number: String) -> String { number.lowercased() }

    /// `2724/71178` is a basket and its line.
    private static func tail(_ number: String) -> String { key(String(number.split(separator: "/").last ?? "")) }
}
