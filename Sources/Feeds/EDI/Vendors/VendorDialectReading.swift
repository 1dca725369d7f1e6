import Exchange

/// A vendor's file (YAML) to a dialect.
struct VendorDialectReading {
    private let file: FileBeside
    private(set) var complaints = Complaints([])

    init(_ file: FileBeside) { self.file = file }

    static let keys = [
        "title", "codes", "total", "models", "line_amount", "po_line", "vendor_reference", "vendor_reference_in",
        "charges",
        "separator", "status_lists", "note",
    ]

    mutating func dialect(_ node: Node) -> VendorDialect? {
        guard let pairs = node.pairs else {
            complaints.add(node.mark, key: "", "a vendor's file is a block of keys")
            return nil
        }
        var dialect = VendorDialect(name: VendorDialectReading.name(file.name))
        for pair in pairs {
            guard VendorDialectReading.keys.contains(pair.key) else {
                complaints.add(
                    pair.keyMark, key: pair.key, "a vendor's file knows no '\(pair.key)'",
                    nearest: nearest(pair.key, among: VendorDialectReading.keys), allowed: VendorDialectReading.keys)
                continue
            }
            take(pair.key, pair.value, &dialect)
        }
        if dialect.title.isEmpty { dialect.title = dialect.name }
        return dialect
    }

    /// `vendors/gobi.yaml` is `gobi`.
    static func name(_ file: String) -> String {
        let last = String(file.split(separator: "/").last ?? "")
        return String(last.split(separator: ".").first ?? "")
    }

    private mutating func take(_ key: String, _ value: Node, _ dialect: inout VendorDialect) {
        switch key {
        case "title": dialect.title = text(key, value) ?? ""
        case "codes": dialect.codes = Set(texts(key, value))
        case "total":
            let parts = (text(key, value) ?? "").split(separator: " ").map(String.init)
            dialect.total = parts.first.map {
                VendorDialect.Place(qualifier: $0, role: parts.count > 1 ? parts[1] : nil)
            }
        case "models": dialect.models = models(value)
        case "line_amount":
            dialect.lineAmount = text(key, value).flatMap(VendorDialect.LineAmount.init)
            if dialect.lineAmount == nil {
                complaints.add(value.mark, key: key, "this is '203' or 'price'", allowed: ["203", "price"])
            }
        case "po_line": dialect.orderLine = text(key, value)
        case "vendor_reference": dialect.vendorReference = text(key, value)
        case "vendor_reference_in": dialect.vendorReferenceInIdentifier = text(key, value)
        case "charges": dialect.charges = Set(texts(key, value))
        case "separator": dialect.separator = text(key, value)
        case "status_lists": dialect.statusLists = Set(texts(key, value))
        default: dialect.note = text(key, value) ?? ""
        }
    }

    private mutating func models(_ node: Node) -> Set<EDITotalModel> {
        var models: Set<EDITotalModel> = []
        for item in node.items ?? [node] {
            if let model = item.text.flatMap(EDITotalModel.init) {
                models.insert(model)
            } else {
                complaints.add(
                    item.mark, key: "models", "there is no such way to add up",
                    allowed: EDITotalModel.allCases.map(\.rawValue))
            }
        }
        return models
    }

    private mutating func text(_ key: String, _ node: Node) -> String? {
        if let text = node.text { return text }
        complaints.add(node.mark, key: key, "this is a single value, not \(node.kindName)")
        return nil
    }

    private mutating func texts(_ key: String, _ node: Node) -> [String] {
        guard let items = node.items else { return text(key, node).map { [$0] } ?? [] }
        return items.compactMap { text(key, $0) }
    }
}
