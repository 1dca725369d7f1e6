import Exchange

/// People who must be in every load, struck off as they come.
struct ProtectedList {
    private var left: [UInt64: String] = [:]
    private let hash = ByteHash()

    init(_ list: (name: String, identifiers: [String])?) {
        for var identifier in list?.identifiers ?? [] { left[identifier.withUTF8 { hash.folded($0) }] = identifier }
    }

    var isEmpty: Bool { left.isEmpty }
    var missing: [String] { left.values.sorted() }

    mutating func strike(_ user: borrowing UserRecord, _ layout: UserLayout) {
        for slot in layout.identifierSlots where !user.isBlank(slot) {
            left[user.with(slot) { hash.folded($0) }] = nil
        }
    }
}
