import Exchange

/// What the parts of one list are called when loads are compared: by their type where that tells them apart, so that
/// the order in a profile does not matter.
struct UserPartNames {
    private let names: [String]

    init(_ segment: UserSegment, _ items: [Node]) {
        let keys = segment.types.map { [$0.element] } ?? ["id_type", "note_type", "block_type", "statistic_category"]
        let types = items.map { item in
            keys.compactMap { item[$0] }.first.flatMap {
                $0.text ?? $0.items?.compactMap(\.text).joined(separator: " ")
            }
        }
        names = types.enumerated().map { index, type in
            let isAlone = type.map { type in types.count { $0 == type } == 1 } ?? false
            // A type may be a number itself.
            let place = types.contains(String(index + 1)) ? "#\(index + 1)" : String(index + 1)
            return "\(segment.setting)[\(isAlone ? type ?? "" : place)]"
        }
    }

    subscript(index: Int) -> String { names[index] }
}
