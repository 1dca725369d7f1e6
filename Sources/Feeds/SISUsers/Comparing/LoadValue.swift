/// Where a load has a value: in a slot of each user, or the same for everybody.
enum LoadValue: Hashable, Sendable {
    case nowhere
    case slot(Int)
    /// `key`: the slot without whose value it is not sent.
    case constant([UInt8], key: Int?)

    func value(_ user: borrowing UserRecord) -> [UInt8] {
        switch self {
        case .nowhere: []
        case .slot(let slot): user.with(slot) { Array($0) }
        case .constant(let text, let key): key.map { user.isBlank($0) } ?? false ? [] : text
        }
    }

    /// How many of all users have it, where `filled` says how many have a value in each slot.
    func count(_ filled: [Int], of all: Int) -> Int {
        switch self {
        case .nowhere: 0
        case .slot(let slot), .constant(_, let slot?): filled[slot]
        case .constant(_, nil): all
        }
    }
}

extension BaselineShape {
    /// Where a load of this shape has what is called so.
    func value(_ name: String) -> LoadValue {
        if let slot = names.firstIndex(of: name) { return .slot(slot) }
        guard let constant = constants.first(where: { $0.name == name }) else { return .nowhere }
        return .constant(Array(constant.value.utf8), key: constant.key.flatMap { names.firstIndex(of: $0) })
    }
}
