import Exchange

/// The codes of a load that no lookup table knows, counted: a new programme or a new group is something the library wants
/// to hear of, even where its records went through. Codes are of no person, but a profile may look up the wrong column,
/// so what is long or strange is not repeated.
///
/// Bounded, and confined to its run.
package final class NewCodes {
    package enum Fate: Hashable, Sendable {
        case rejected, kept
        /// By this.
        case replaced(String)

        var words: String {
            switch self {
            case .rejected: "rejected"
            case .kept: "kept as it is"
            case .replaced(let text): "'\(text)' is sent instead"
            }
        }
    }

    private struct Key: Hashable {
        let label: String
        let table: String
        let code: String
        let fate: Fate
    }

    /// How many different codes are counted one by one.
    private let limit: Int
    private var counts: [Key: Int] = [:]
    /// In the order they were first seen.
    private var order: [Key] = []
    /// Records with a code beyond the limit.
    private var others = 0

    package init(limit: Int = 1000) { self.limit = limit }

    package var isEmpty: Bool { order.isEmpty && others == 0 }

    /// `label` is the column, or the field, that the code stood in.
    func add(_ code: some Collection<UInt8>, label: String, table: String, fate: Fate) {
        let key = Key(label: label, table: table, code: NewCodes.shown(code), fate: fate)
        if counts[key] == nil {
            guard order.count < limit else {
                others += 1
                return
            }
            order.append(key)
        }
        counts[key, default: 0] += 1
    }

    /// For the report, by label and most records first.
    package var all: [NewCode] {
        sorted.map { key in
            NewCode(
                place: key.label, code: key.code.filter { $0 != "'" }, count: counts[key] ?? 0,
                fate: "not in \(key.table), \(key.fate.words)")
        }
    }

    /// A sentence each, by label and most records first: `STVMAJR 'DSCI' (41 records): not in lists/majors.csv, kept as it
    /// is`.
    package var lines: [String] {
        let lines = sorted.map { key in
            "\(key.label) \(key.code) (\(NewCodes.records(counts[key] ?? 0))): not in \(key.table), \(key.fate.words)"
        }
        return others == 0 ? lines : lines + ["\(NewCodes.records(others)) more with other new codes"]
    }

    private var sorted: [Key] {
        order.sorted { left, right in
            let (more, fewer) = (counts[left] ?? 0, counts[right] ?? 0)
            if left.label != right.label { return left.label < right.label }
            return more != fewer ? more > fewer : left.code < right.code
        }
    }

    private static func records(_ count: Int) -> String { "\(count) record\(count == 1 ? "" : "s")" }

    private static func shown(_ code: some Collection<UInt8>) -> String {
        if code.count > 32 { return "(a text of more than 32 bytes)" }
        let text = String(decoding: code, as: UTF8.self)
        let isStrange = text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
            default: scalar == "\u{FFFD}"
            }
        }
        return isStrange ? "(a text with control characters)" : "'\(text)'"
    }
}
