/// Identifiers with one hash, sorted into those that are the same.
struct EqualIdentifiers {
    struct Group {
        let text: [UInt8]
        var entries: [IdentifierIndex.Entry]
        /// They differ in the case of their letters.
        var isMixed = false
    }

    private let folding: Bool
    private(set) var groups: [Group] = []

    /// `folding`: whether those that differ in the case of their letters are the same.
    init(folding: Bool) { self.folding = folding }

    mutating func add(_ text: [UInt8], _ entry: IdentifierIndex.Entry) {
        guard let known = groups.firstIndex(where: { isSame($0.text, text) }) else {
            return groups.append(Group(text: text, entries: [entry]))
        }
        groups[known].entries.append(entry)
        if groups[known].text != text { groups[known].isMixed = true }
    }

    private func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left == right { return true }
        return folding
            && left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { equalFolded(left, $0) } }
    }
}
