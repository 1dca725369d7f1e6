import Exchange
import Rules

/// Where each mapped value of a user comes from and where it goes: the profile's mapping, compiled. A *slot* is one
/// value that differs from person to person; constants are part of the fixed markup.
struct UserLayout: Sendable {
    struct Slot: Hashable, Sendable {
        let rule: ValueRule
        let element: UserElement
        /// For messages: `expiry_date`, `addresses[2].city`.
        let path: String
    }

    struct Member: Hashable, Sendable {
        let element: UserElement
        let value: Value

        enum Value: Hashable, Sendable {
            case slot(Int)
            case constant(String)
        }
    }

    struct Part: Sendable {
        let segment: UserSegment
        let path: String
        let types: [String]
        /// Attributes with `true`.
        let attributes: Set<String>
        let members: [Member]

        /// The slots whose values decide whether the part is written at all.
        var slots: [Int] {
            members.compactMap { if case .slot(let slot) = $0.value { slot } else { nil } }
        }

        var keySlot: Int? {
            for member in members where member.element.name == segment.key {
                if case .slot(let slot) = member.value { return slot }
            }
            return nil
        }
    }

    private(set) var slots: [Slot] = []
    var fields: [Member] = []
    var parts: [Part] = []

    /// The columns the source must have.
    var columns: [String] {
        var seen: Set<String> = []
        return slots.compactMap(\.rule.column).filter { seen.insert($0).inserted }
    }

    mutating func member(_ element: UserElement, _ rule: ValueRule, path: String) -> Member {
        if let constant = rule.constant { return Member(element: element, value: .constant(constant)) }
        slots.append(Slot(rule: rule, element: element, path: path))
        return Member(element: element, value: .slot(slots.count - 1))
    }
}
