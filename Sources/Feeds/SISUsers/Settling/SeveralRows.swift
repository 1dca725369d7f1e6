import Exchange
import Rules

/// How several rows for one person become one user: which row counts more, and for which fields another order holds.
struct SeveralRows: Sendable {
    /// Another way for one field or part.
    enum Exception: Hashable, Sendable {
        /// Weights of its own, by kind.
        case weights([Int])
        /// The latest or the earliest date of all rows.
        case latest
        case earliest
    }

    /// What tells the kinds apart: student, staff.
    let by: ValueRule
    /// The kinds that have a weight; `UserHead.kind` is an index into these, from 1. The rest is kind 0.
    let kinds: [String]
    /// Parallel to the kinds, with that of all others in front.
    let weights: [Int]
    /// What is blank in the row that won is taken from the next.
    let fills: Bool
    /// By `fields` name (`user_group`) or list (`addresses`).
    let exceptions: [String: Exception]

    func kind(of text: UnsafeBufferPointer<UInt8>) -> Int {
        for (index, kind) in kinds.enumerated() where text.elementsEqual(kind.utf8) { return index + 1 }
        return 0
    }

    func name(of kind: Int) -> String { kind == 0 ? "other" : kinds[kind - 1] }

    /// In plain English.
    var explanation: [String] {
        let order = zip(kinds, weights.dropFirst()).sorted { $0.1 > $1.1 }.map { "\($0.0) (\($0.1))" }
        var lines = [
            "Several rows for one person become one user. By \(by.explanation), the row with the highest weight wins: "
                + "\(order.joined(separator: ", ")), any other (\(weights[0])); of equals the first."
        ]
        if fills { lines.append("  What is blank in that row is taken from the next one.") }
        for (name, exception) in exceptions.sorted(by: { $0.key < $1.key }) {
            switch exception {
            case .latest: lines.append("  \(name): the latest date of all rows.")
            case .earliest: lines.append("  \(name): the earliest date of all rows.")
            case .weights(let own):
                let order = zip(kinds, own.dropFirst()).sorted { $0.1 > $1.1 }.map { "\($0.0) (\($0.1))" }
                lines.append("  \(name): by its own weights: \(order.joined(separator: ", ")).")
            }
        }
        return lines
    }
}
