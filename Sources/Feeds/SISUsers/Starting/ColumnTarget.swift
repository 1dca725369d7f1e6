/// Where a column of a sample may belong, and what its values should then look like.
struct ColumnTarget: Hashable, Sendable {
    enum Kind: String, Sendable { case id, name, text, code, date, email, phone, country }

    /// The list of parts (`addresses`), or nil for a field of the user.
    let setting: String?
    /// The library system's code for the kind of part: `home`, `BARCODE`. Nil where the column's name must say it.
    var type: String?
    /// The field or the part's element: `user_group`, `line1`.
    let element: String
    let kind: Kind

    /// For people: `user_group`, `addresses home line1`.
    var title: String {
        guard let setting else { return element }
        let words = [setting, type].compactMap { $0 }
        let isKey = ["email_address", "phone_number", "value", "statistic_category"].contains(element)
        return (isKey ? words : words + [element]).joined(separator: " ")
    }

    /// `addresses.home.line1`, `addresses.*.line1` or `user_group`, and a kind.
    init?(_ path: Substring, _ kind: Substring) {
        guard let kind = Kind(rawValue: String(kind)) else { return nil }
        self.kind = kind
        let parts = path.split(separator: ".").map(String.init)
        guard let last = parts.last else { return nil }
        element = last
        setting = parts.count == 3 ? parts[0] : nil
        type = parts.count == 3 && parts[1] != "*" ? parts[1] : nil
    }
}
