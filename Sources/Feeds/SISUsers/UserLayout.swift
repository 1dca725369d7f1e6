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

        var slot: Int? {
            if case .slot(let slot) = value { slot } else { nil }
        }
    }

    struct Part: Sendable {
        let segment: UserSegment
        let path: String
        let types: [String]
        /// Attributes with `true`.
        let attributes: Set<String>
        let members: [Member]
        /// The slots of its members.
        let slots: [Int]
        /// The slot whose value decides whether the part is written at all; nil where that is a constant.
        let keySlot: Int?

        init(segment: UserSegment, path: String, types: [String], attributes: Set<String>, members: [Member]) {
            self.segment = segment
            self.path = path
            self.types = types
            self.attributes = attributes
            self.members = members
            slots = members.compactMap(\.slot)
            keySlot = members.first { $0.element.name == segment.key }?.slot
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
