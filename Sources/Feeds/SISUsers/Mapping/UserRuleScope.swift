import Exchange
import Rules

/// What reading the rules of a profile shares.
struct UserRuleScope {
    init(_ settings: Settings) {}

    func rule(_ node: Node, _ key: String, _ complaints: inout Complaints) -> ValueRule? {
        ValueRule.read(node, key: key, &complaints)
    }

    func condition(_ node: Node?, _ key: String, _ complaints: inout Complaints) -> Condition? { nil }
}
