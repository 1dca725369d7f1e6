import Exchange

/// A tally as reports and `--json` carry it.
package struct RunCounts: Codable, Hashable, Sendable {
    package let read: Int
    package let added: Int
    package let accepted: Int
    package let rejected: Int
    package let filtered: Int
    package let merged: Int
    package var money: MoneyBooks?
    package var controls: [ControlTotal]?

    package init(_ tally: Tally) {
        read = tally.read
        added = tally.added
        accepted = tally.accepted
        rejected = tally.rejected
        filtered = tally.filtered
        merged = tally.merged
        money = tally.money.isEmpty ? nil : tally.money
        controls = tally.controls.isEmpty ? nil : tally.controls
    }

    package var tally: Tally {
        var tally = Tally()
        tally.read = read
        tally.added = added
        tally.accepted = accepted
        tally.rejected = rejected
        tally.filtered = filtered
        tally.merged = merged
        tally.money = money ?? MoneyBooks()
        tally.controls = controls ?? []
        return tally
    }
}
