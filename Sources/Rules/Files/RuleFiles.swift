import Exchange

/// Which files a profile's value rules name.
package enum RuleFiles {
    /// The keys of a value rule under which a file's name may stand.
    private static let keys: Set<String> = ["lookup", "calendar"]

    /// Every name under such a key, however deep; some may be something else that happens to be called so.
    package static func names(in node: Node) -> Set<String> {
        switch node {
        case .scalar, .empty: return []
        case .list(let items, _): return items.reduce(into: []) { $0.formUnion(names(in: $1)) }
        case .map(let pairs, _):
            return pairs.reduce(into: []) { all, pair in
                if keys.contains(pair.key), let name = pair.value.text { all.insert(name) }
                all.formUnion(names(in: pair.value))
            }
        }
    }
}
