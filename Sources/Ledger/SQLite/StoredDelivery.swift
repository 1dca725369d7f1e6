import Exchange

/// A delivery, and whether an intent to publish stands: what `held` alone does not say.
struct StoredDelivery: Sealed {
    static let table = "deliveries"
    private(set) var row: DeliveryRow
    private(set) var pinned = false

    init(_ row: DeliveryRow) { self.row = row }

    init(_ columns: Columns) throws {
        row = DeliveryRow(
            id: try columns.text("id"), run: try columns.text("run"), profile: try columns.text("profile"),
            ordinal: try columns.int("ordinal"), target: try columns.text("target"),
            digest: try columns.digest("digest"), size: try columns.int("size"), staged: try columns.text("staged"),
            state: try columns.word("state", DeliveryState.self), temporary: try columns.optionalText("temporary"),
            note: try columns.text("note"))
        pinned = try columns.int("pinned") == 1
    }

    func write(_ canonical: inout Canonical) {
        for number in [row.ordinal, row.size, pinned ? 1 : 0] { canonical.add(number) }
        for text in [row.id, row.run, row.profile, row.target, row.digest.hex, row.staged, row.state.rawValue] {
            canonical.add(text)
        }
        canonical.add(row.temporary)
        canonical.add(row.note)
    }

    /// Whether `temporary` may be the name on the way to `state`: a pinned one stays, unless a person has sent the
    /// delivery back to a new attempt.
    func allows(_ temporary: String?, _ state: DeliveryState) -> Bool {
        guard let temporary, pinned, !state.startsAnew else { return true }
        return temporary.utf8.elementsEqual((row.temporary ?? "").utf8)
    }

    mutating func enter(_ state: DeliveryState, _ temporary: String?, _ note: String) {
        row.state = state
        row.temporary = temporary ?? row.temporary
        row.note = note
        if state == .publishing { pinned = true }
        if state.startsAnew { pinned = false }
    }
}

extension DeliveryState {
    fileprivate var startsAnew: Bool { self == .planned || self == .uploading }
}

extension DeliveryRow {
    /// Whether planning `other` is planning this again: the same bytes under the same name for the same run.
    func isSame(as other: DeliveryRow) -> Bool {
        run == other.run && profile == other.profile && ordinal == other.ordinal && digest == other.digest
            && size == other.size && target.utf8.elementsEqual(other.target.utf8)
    }
}
