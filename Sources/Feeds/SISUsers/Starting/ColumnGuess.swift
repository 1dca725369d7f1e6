import Rules

/// One column and the field it seems to belong to.
struct ColumnGuess {
    /// From 0.
    let column: Int
    /// As the profile calls it: its name, or its number from 1.
    let name: String
    var target: ColumnTarget
    /// How likely, by its name: the smaller, the likelier.
    let rank: Int
    let evidence: ColumnEvidence

    /// The column's dates are those of the layout that all of them fit; none for fields that are no dates.
    var dates: DateTrials.Verdict { target.kind == .date ? evidence.dates.verdict : .none }

    /// Whether its codes may be shown, and want a list.
    var hasCodes: Bool {
        guard evidence.areCodes else { return false }
        switch target.kind {
        case .code: return target.element != "statistic_category" || (evidence.codes.distinct ?? 0) <= 60
        case .country: return true
        default: return false
        }
    }

    /// What a person may want to know of it, in a word or two each.
    var notes: [String] {
        var notes = hasCodes ? [] : target.kind == .id || target.kind == .email ? evidence.notes : []
        switch dates {
        case .sure(let layout): notes.append("dates as \(layout)")
        case .ambiguous(let layouts):
            notes.append("dates as \(layouts.map(\.description).joined(separator: " or "))")
        case .none: if target.kind == .date { notes.append("not dates of one layout") }
        }
        if evidence.blank > 0, !hasCodes { notes.append("\(evidence.blank) blank") }
        return notes
    }
}
