import Exchange
import Rules

/// The profile's conditions bound to the columns of a source: which rows are wanted, which parts, which match point.
struct UserChoices {
    private let only: CompiledCondition?
    private let skip: CompiledCondition?
    private let parts: [(condition: CompiledCondition, slots: [Int])]
    /// One for each match point but the last, which serves whoever fits no other.
    private let populations: [CompiledCondition?]

    init(_ layout: UserLayout, _ policies: UserPolicies, _ place: (String) -> Int?) {
        only = layout.only?.compiled(place)
        skip = layout.skip?.compiled(place)
        parts = layout.parts.compactMap { part in part.condition.map { ($0.compiled(place), part.slots) } }
        populations = policies.populations.map { $0?.compiled(place) }
    }

    var isEmpty: Bool { only == nil && skip == nil && parts.isEmpty && populations.isEmpty }

    func wants(_ cells: RuleCells, _ today: CivilDate) -> Bool {
        (only?.holds(cells, today: today) ?? true) && !(skip?.holds(cells, today: today) ?? false)
    }

    /// Blanks the slots of parts whose condition does not hold.
    func leaveOut(_ cells: RuleCells, _ today: CivilDate, _ ranges: inout [Range<Int>]) {
        for part in parts where !part.condition.holds(cells, today: today) {
            for slot in part.slots { ranges[slot] = 0..<0 }
        }
    }

    /// The number of the match point that this row must have.
    func population(_ cells: RuleCells, _ today: CivilDate) -> Int {
        populations.firstIndex { $0?.holds(cells, today: today) ?? true } ?? 0
    }
}
