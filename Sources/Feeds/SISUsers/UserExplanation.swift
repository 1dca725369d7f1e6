import Exchange
import Formats
import Rules

/// The mapping in plain English.
struct UserExplanation {
    private let dialect: CSVDialect
    private let layout: UserLayout

    init(_ dialect: CSVDialect, _ layout: UserLayout) {
        self.dialect = dialect
        self.layout = layout
    }

    var lines: [String] { [reading] + fields + layout.parts.flatMap(part) + [ending] }

    private var reading: String {
        let delimiter = dialect.delimiter == 9 ? "tabs" : "'\(Character(UnicodeScalar(dialect.delimiter)))'"
        let header =
            dialect.header == .named ? "whose first record names the columns" : "without a header (columns are 1, 2, …)"
        return "Reads a CSV file in \(dialect.encoding.rawValue) with cells separated by \(delimiter), \(header)."
    }

    private var fields: [String] {
        ["Each record becomes one user:"] + layout.fields.map { "  \($0.element.name): \(value($0))\(note($0))" }
    }

    private func part(_ part: UserLayout.Part) -> [String] {
        let kind = part.segment.element.replacing("_", with: " ")
        let types = part.types.isEmpty ? "" : " of type \(part.types.joined(separator: " and "))"
        let marks = part.attributes.isEmpty ? "" : " (\(part.attributes.sorted().joined(separator: ", ")))"
        return ["  One \(kind)\(types)\(marks), left out where \(part.segment.key) is blank:"]
            + part.members.map { "    \($0.element.name): \(value($0))" }
    }

    private var ending: String {
        "A record that breaks a rule is left out, reported with its line, and written to the rejects file. "
            + "Blank values are not sent; the library system then erases what it had there."
    }

    private func value(_ member: UserLayout.Member) -> String {
        switch member.value {
        case .constant(let text): "always '\(text)'"
        case .slot(let slot): layout.slots[slot].rule.explanation
        }
    }

    private func note(_ member: UserLayout.Member) -> String {
        member.element.isLoaded ? "" : " (sent, but the library system's load does not read it)"
    }
}
