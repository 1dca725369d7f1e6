import Exchange
import Rules

/// Where each mapped value of a user comes from and where it goes: the profile's mapping, compiled. A *slot* is one
/// value that differs from person to person; constants are part of the fixed markup.
struct UserLayout: Sendable {
    struct Slot: Hashable, Sendable {
        let rule: ValueRule
        let element: UserElement
        /// For messages, as the profile counts: `expiry_date`, `addresses[2].city`.
        let path: String
        /// For comparing with other loads, whatever the order of a profile: `expiry_date`, `addresses[home].city`.
        let name: String
        /// The list it belongs to: `addresses`; nil for a field.
        let list: String?

        /// Rarely another for a person that is there.
        var isSteady: Bool {
            list == "identifiers" ? element.name == "value" : UserLayout.steady.contains(element.name) && list == nil
        }
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

        var constant: String? {
            if case .constant(let text) = value { text } else { nil }
        }
    }

    struct Part: Sendable {
        let segment: UserSegment
        let path: String
        /// `addresses[home]`: by its type where only one has that, else by its place.
        let name: String
        /// Constants and slots, in the order they are written.
        let kinds: [Member]
        /// Attributes with `true`.
        let attributes: Set<String>
        let members: [Member]
        /// The slots of its members.
        let slots: [Int]
        /// The slot whose value decides whether the part is written at all; nil where that is a constant.
        let keySlot: Int?
        /// Where it does not hold, the part is left out.
        let condition: Condition?

        init(
            segment: UserSegment, path: String, name: String, kinds: [Member], attributes: Set<String>,
            members: [Member], condition: Condition? = nil
        ) {
            self.segment = segment
            self.path = path
            self.name = name
            self.kinds = kinds
            self.attributes = attributes
            self.members = members
            self.condition = condition
            slots = members.compactMap(\.slot) + kinds.compactMap(\.slot)
            keySlot = members.first { $0.element.name == segment.key }?.slot
        }

        /// The types that are the same for everybody.
        var types: [String] { kinds.compactMap(\.constant) }
    }

    private(set) var slots: [Slot] = []
    var fields: [Member] = []
    var parts: [Part] = []
    /// Rows for which the first does not hold, or the second does, are left out.
    var only: Condition?
    var skip: Condition?
    /// Columns that are asked for besides, by what the profile says of the load as a whole.
    var furtherColumns: [String] = []

    static let primaryName = "primary_id"
    static let groupName = "user_group"
    private static let steady: Set<String> = ["first_name", "last_name", "birth_date", "gender"]

    /// The columns the source must have.
    var columns: [String] {
        var seen: Set<String> = []
        let conditions = [only, skip].compactMap(\.self) + parts.compactMap(\.condition)
        return (slots.flatMap(\.rule.columns) + conditions.flatMap(\.columns) + furtherColumns)
            .filter { seen.insert($0).inserted }
    }

    /// `varies`: a slot even where the rule is a constant, because not everybody has it.
    mutating func member(
        _ element: UserElement, _ rule: ValueRule, path: String, name: String, list: String? = nil, varies: Bool = false
    ) -> Member {
        if !varies, let constant = rule.constant { return Member(element: element, value: .constant(constant)) }
        slots.append(Slot(rule: rule, element: element, path: path, name: name, list: list))
        return Member(element: element, value: .slot(slots.count - 1))
    }
}

extension UserLayout {
    private func slot(_ field: String) -> Int? { fields.first { $0.element.name == field }?.slot }

    /// Looked for each time: whoever asks for every row keeps the answer.
    var primarySlot: Int? { slot(UserLayout.primaryName) }
    var groupSlot: Int? { slot(UserLayout.groupName) }
    var expirySlot: Int? { slot("expiry_date") }
    var purgeSlot: Int? { slot("purge_date") }

    /// The group of everybody, where it is a constant.
    var fixedGroup: [UInt8] {
        Array((fields.first { $0.element.name == UserLayout.groupName }?.constant ?? "").utf8)
    }

    /// The values that must be unique: the primary id and those of identifiers.
    var identifierSlots: [Int] {
        (primarySlot.map { [$0] } ?? []) + parts.filter { $0.segment.setting == "identifiers" }.compactMap(\.keySlot)
    }

    private func identifier(_ slot: Int) -> Part? {
        parts.first { $0.segment.setting == "identifiers" && $0.keySlot == slot }
    }

    /// What people call it: `primary id`, `identifier of type BARCODE`.
    func identifierName(_ slot: Int) -> String {
        guard let part = identifier(slot) else { return "primary id" }
        let type = part.members.first { $0.element.name == "id_type" }?.constant
        return type.map { "identifier of type \($0)" } ?? part.path
    }

    /// The slots of identifiers of that type, or of the primary id.
    func slots(ofIdentifier type: String) -> [Int] {
        if type == UserLayout.primaryName { return primarySlot.map { [$0] } ?? [] }
        return parts.filter { part in
            part.segment.setting == "identifiers"
                && part.members.contains { $0.element.name == "id_type" && $0.constant == type }
        }.compactMap(\.keySlot)
    }

    /// The types of identifiers, and `primary_id`.
    var identifierTypes: [String] {
        [UserLayout.primaryName]
            + parts.filter { $0.segment.setting == "identifiers" }.compactMap { part in
                part.members.first { $0.element.name == "id_type" }?.constant
            }
    }

    /// What is sent for everybody under that element's name.
    func constants(of element: String) -> [String] {
        (fields + parts.flatMap { $0.members + $0.kinds }).filter { $0.element.name == element }.compactMap(\.constant)
    }

    /// Whether a user can do without it; without a primary id nobody knows who it is.
    func mayDrop(_ slot: Int) -> Bool { slot != primarySlot }

    func slots(ofPartWith slot: Int) -> [Int] { identifier(slot)?.slots ?? [slot] }
}
