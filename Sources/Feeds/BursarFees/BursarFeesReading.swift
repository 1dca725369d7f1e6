import Exchange
import Rules

/// Reads the settings of a profile of fees.
struct BursarFeesReading {
    let settings: Settings
    let scope: RuleScope
    var complaints = Complaints([])
    private(set) var doubts: [Complaint] = []

    init(_ settings: Settings, _ scope: RuleScope) {
        self.settings = settings
        self.scope = scope
    }

    mutating func table() -> (format: TableFormat, columns: ColumnRules)? {
        guard let fields = settings.block("fields") else {
            if let read = settings.written("read") {
                complaints.add(
                    read.mark, key: "read",
                    "'read' says how a table is written, and the profile has no 'fields' that say what is in it")
            }
            return nil
        }
        let format = TableFormat.read(settings.block("read"), &complaints)
        let places = Dictionary(uniqueKeysWithValues: BursarFeesSettings.given.map { ($0.name, $0.rawValue) })
        let columns = ColumnRules(
            fields, places: places, needs: BursarFeesSettings.needed.map(\.name), format, scope, &complaints)
        return (format, columns)
    }

    mutating func amounts() -> DecimalReading {
        if let node = settings.written("amounts"), settings.written("fields") == nil {
            complaints.add(
                node.mark, key: "amounts", "the export's XML always writes amounts as 1234.5; 'amounts' is for tables")
        }
        return AmountSettings.reading(settings.block("amounts"), &complaints)
    }

    mutating func dates() -> DateLayout {
        let text = settings.text("dates") ?? "MM/DD/YYYY"
        if let node = settings.written("dates"), settings.written("fields") != nil {
            complaints.add(
                node.mark, key: "dates", "of a table, each date has its own layout: {column: …, date: DD.MM.YYYY}")
        }
        if let layout = DateLayout(text) { return layout }
        complaints.add(
            settings.written("dates")?.mark ?? settings.mark, key: "dates", "'\(text)' is no layout of a date",
            allowed: ["MM/DD/YYYY", "DD/MM/YYYY", "YYYY-MM-DD"])
        return .iso
    }

    mutating func currencies() -> [Currency] {
        var currencies: [Currency] = []
        for (index, item) in (settings.written("currencies")?.items ?? []).enumerated() {
            guard let text = item.text else { continue }
            if let currency = Currency(text) {
                currencies.append(currency)
            } else {
                complaints.add(
                    item.mark, key: "currencies[\(index + 1)]", "'\(text)' is no currency of ISO 4217",
                    allowed: ["USD", "EUR"])
            }
        }
        return currencies
    }

    /// Without the transaction number the bursar's answers could not be matched.
    mutating func key() -> [FeeField] {
        guard let node = settings.written("key") else { return [.transactionID] }
        let fields = (node.items ?? []).compactMap { $0.text.flatMap(FeeField.init(name:)) }
        if !fields.contains(.transactionID) || Set(fields).count != fields.count {
            complaints.add(
                node.mark, key: "key", "'key' names transaction_id, and any other field once",
                allowed: ["[transaction_id]", "[transaction_id, fee_type]"])
        }
        return fields
    }

    /// As a rule on a fee's own fields.
    mutating func types() -> ValueRule? {
        guard let node = settings.written("fee_types") else {
            doubts.append(
                Complaint(
                    settings.mark, key: "fee_types",
                    "without 'fee_types' a fee of any type goes out, one that nobody has thought of as well",
                    severity: .warning))
            return nil
        }
        guard let pairs = node.pairs, node["lookup"] != nil,
            let stray = Optional(pairs.filter { $0.key != "lookup" && $0.key != "unknown" }), stray.isEmpty
        else {
            complaints.add(
                node.mark, key: "fee_types",
                "'fee_types' needs a table of types and their words: {lookup: lists/fee_types.csv}",
                allowed: ["lookup", "unknown"])
            return nil
        }
        let column = Node.Pair(
            key: "column", keyMark: node.mark, value: .scalar(FeeField.feeType.name, quoted: false, node.mark))
        return ValueRule.read(.map([column] + pairs, node.mark), key: "fee_types", in: scope, &complaints)
    }
}
