/// Every row of a load, in order: where it lies in the spool and what became of it. Nine bytes a row.
struct UserTable {
    enum State: UInt8 {
        case accepted, rejected, merged, filtered
    }

    private(set) var offsets: [Int] = []
    private(set) var states: [UInt8] = []

    var count: Int { offsets.count }

    mutating func add(_ offset: Int, _ state: State) -> Int {
        offsets.append(offset)
        states.append(state.rawValue)
        return offsets.count - 1
    }

    func state(_ row: Int) -> State { State(rawValue: states[row] & 7) ?? .rejected }

    mutating func set(_ row: Int, _ state: State) { states[row] = states[row] & ~7 | state.rawValue }

    /// Settling gave the row other values, at another place.
    mutating func replace(_ row: Int, by offset: Int) {
        offsets[row] = offset
        states[row] |= 8
    }

    func isReplaced(_ row: Int) -> Bool { states[row] & 8 != 0 }

    func count(_ state: State) -> Int { states.reduce(0) { $0 + ($1 & 7 == state.rawValue ? 1 : 0) } }
}
