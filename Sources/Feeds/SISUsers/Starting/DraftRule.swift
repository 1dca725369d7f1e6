import Exchange
import Rules

/// Value rules as a draft spells them.
enum DraftRule {
    /// `{column: STVLEVL, lookup: lists/user_group.csv, required: yes}`, or the bare name where that says all.
    static func text(
        _ guess: ColumnGuess, list: String? = nil, date: DateLayout? = nil, required: Bool = false
    ) -> String {
        let column = Node.spelled(guess.name)
        var keys = ["column: \(column)"]
        if let list { keys.append("lookup: \(Node.spelled(list))") }
        if let date { keys.append("date: \(Node.spelled(date.description))") }
        if let date, DateTrials.isShort(date) { keys.append("century_from: \(DateTrials.century)") }
        if required { keys.append("required: yes") }
        return keys.count == 1 ? column : "{\(keys.joined(separator: ", "))}"
    }

    /// A date, or the question what its days mean with all answers ready: never a guess.
    static func dated(_ guess: ColumnGuess, required: Bool) -> [String] {
        let element = guess.target.element
        switch guess.dates {
        case .sure(let layout):
            let note =
                required && guess.evidence.blank > 0 ? "   # \(guess.evidence.blank) rows have none: rejected" : ""
            let century =
                DateTrials.isShort(layout) && element == "birth_date"
                ? ["# TODO Years of two digits: is nobody born before \(DateTrials.century)?"] : []
            return century + ["\(element): \(text(guess, date: layout, required: required))\(note)"]
        case .ambiguous(let layouts):
            return ["# TODO All dates of this column fit both. Take the # away before the right one:"]
                + layouts.map { "# \(element): \(text(guess, date: $0, required: required))" }
        case .none:
            return [
                "# TODO Not all values of this column are dates of one layout. Ask the campus how they are written:",
                "# \(element): \(text(guess, date: .iso, required: required))",
            ]
        }
    }
}
