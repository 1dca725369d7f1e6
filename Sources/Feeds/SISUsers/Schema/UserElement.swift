import Exchange

/// One element of the user XML (v2): its name, type and limit, as the library system's published schema
/// `rest_user.xsd` has them.
package struct UserElement: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Text of at most so many characters (`xs:maxLength`); nil: unlimited.
        case text(Int?)
        /// `xs:date`.
        case date
        /// `xs:dateTime`; a day is written as its first moment, UTC.
        case moment
        /// `xs:boolean`.
        case boolean
    }

    package let name: String
    package let kind: Kind
    /// Whether the load reads it at all. The schema marks some elements as "not part of the SIS load".
    package let isLoaded: Bool
    /// Whether the schema demands it wherever its part stands.
    package let isDemanded: Bool

    init?(_ row: Substring) {
        let words = row.split(separator: " ")
        guard words.count >= 2 else { return nil }
        name = String(words[0])
        switch words[1] {
        case "date": kind = .date
        case "moment": kind = .moment
        case "boolean": kind = .boolean
        case "text": kind = .text(nil)
        default:
            guard let limit = Int(words[1]) else { return nil }
            kind = .text(limit)
        }
        isLoaded = words.count < 3 || words[2] != "-"
        isDemanded = words.count > 2 && words[2] == "!"
    }

    static func table(_ text: String) -> [UserElement] {
        text.split(separator: "\n").compactMap(UserElement.init)
    }

    /// Whether its values are days.
    package var isDate: Bool { kind == .date || kind == .moment }

    /// `text of at most 255 characters`.
    package var explanation: String {
        switch kind {
        case .text(let limit?): "text of at most \(limit) characters"
        case .text(nil): "text"
        case .date, .moment: "a date"
        case .boolean: "true or false"
        }
    }
}
