import Exchange
import Rules

/// The fields of an order as its profile names them: the schema of the library system's files is not public, so none is
/// assumed.
struct OrderShape: Sendable {
    let shape: RecordShape
    let number: Int
    let line: Int?
    let amount: Int?
    let currency: Int?
    let vendor: Int?
    let status: Int?
    let erpNumber: Int?
    let reason: Int?

    /// Complains about names that no layout could use, and about fields that the direction cannot do without.
    init(_ settings: Settings, _ direction: OrderDirection, _ complaints: inout Complaints) {
        let decimals = (settings.written("decimals")?.items ?? []).compactMap { node in
            node.text.map { ($0, node.mark) }
        }
        var fields: [RecordShape.Field] = []
        let pairs = settings.written("fields")?.pairs ?? []
        for pair in pairs where !fields.contains(where: { $0.name == pair.key }) {
            if !OrderShape.isName(pair.key) {
                complaints.add(
                    pair.keyMark, key: "fields.\(pair.key)",
                    "a field's name is small letters, digits and '_', and begins with a letter")
            }
            let isNumber = pair.key == "amount" || decimals.contains { $0.0 == pair.key }
            let kind: RecordShape.Field.Kind = isNumber ? .money : pair.value["date"] != nil ? .date : .text
            fields.append(RecordShape.Field(pair.key, kind, "a field of the profile's own"))
        }
        let names = fields.map(\.name)
        for (name, mark) in decimals where !names.contains(name) {
            complaints.add(
                mark, key: "decimals", "'\(name)' is no field of this profile", nearest: nearest(name, among: names),
                allowed: names)
        }
        let mark = settings.written("fields")?.mark ?? settings.mark
        if !names.contains("order_number") {
            complaints.add(
                mark, key: "fields", "'fields' has no 'order_number', by which an order is known to both systems",
                allowed: ["order_number: COLUMN"])
            fields.append(RecordShape.Field("order_number", .text, ""))
        }
        if direction == .approvals {
            for name in ["status", "erp_number"] where !names.contains(name) {
                complaints.add(mark, key: "fields", "'fields' has no '\(name)', which an approval needs")
            }
        }
        if names.contains("amount"), !names.contains("currency") {
            complaints.add(
                mark, key: "fields", "'amount' needs a 'currency'; no amount is sent without one",
                allowed: ["currency: {constant: USD}"])
        }
        let shape = RecordShape(
            [RecordShape.Level(direction == .orders ? "order" : "approval", fields)], currency: "currency")
        self.shape = shape
        number = shape.number("order_number") ?? 0
        line = shape.number("line_number")
        amount = shape.number("amount")
        currency = shape.number("currency")
        vendor = shape.number("vendor_code")
        status = shape.number("status")
        erpNumber = shape.number("erp_number")
        reason = shape.number("reason")
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
