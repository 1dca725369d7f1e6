import Exchange

/// Renames of one batch that touch a common name happen one after the other; the rest may be under way at once.
enum RenameOrder {
    /// Ranges of the batch, in order, in each of which no name occurs twice.
    static func groups(_ items: [RenameItem]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var names: Set<String> = []
        var start = 0
        for (index, item) in items.enumerated() {
            if names.contains(item.from) || names.contains(item.to) {
                groups.append(start..<index)
                start = index
                names = []
            }
            names.insert(item.from)
            names.insert(item.to)
        }
        if start < items.count { groups.append(start..<items.count) }
        return groups
    }
}
