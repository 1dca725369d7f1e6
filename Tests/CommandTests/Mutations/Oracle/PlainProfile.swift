/// What a variant's profile says beside what the shipped one says, for the profile and for the oracle.
struct PlainProfile: Sendable {
    enum Duplicates: String, Sendable {
        case later = "reject_later"
        case all = "reject_all"
        case drop = "drop_identifier"
    }

    /// Codes of user groups that may stand; nil: any.
    var groups: [String]?
    /// Everybody must have a LOGIN.
    var hasMatchPoint = false
    var duplicates = Duplicates.later
    /// Identifiers that differ in the case of their letters only are the same.
    var ignoresCase = false
    /// Several rows of a person become one: STAFF before GRAD before others.
    var joinsRows = false
    var encoding = PlainText.Encoding.utf8

    static let shipped = PlainProfile()
    static let careful = PlainProfile(
        groups: ["UG", "GRAD", "STAFF", "FAC", "GUEST", "F\u{D6}RD"], hasMatchPoint: true)

    static let weights = ["STAFF": 20, "GRAD": 10]

    func with(_ change: (inout PlainProfile) -> Void) -> PlainProfile {
        var changed = self
        change(&changed)
        return changed
    }

    /// The shipped profile with all this in it.
    func text(_ shipped: String) -> String {
        var text = shipped.replacing("encoding: utf-8", with: "encoding: \(encoding.rawValue)")
        text += "\nduplicate_identifier: \(duplicates.rawValue)\n"
        text += "identifier_case: \(ignoresCase ? "insensitive" : "sensitive")\n"
        if let groups { text += "code_lists: {user_group: [\(groups.joined(separator: ", "))]}\n" }
        if hasMatchPoint { text += "match_point: UNIV_ID\n" }
        if joinsRows { text += "several_rows: {by: GROUP, weights: {STAFF: 20, GRAD: 10}}\n" }
        return text
    }
}
