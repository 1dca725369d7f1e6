import Exchange

/// How one target field gets its value. The one expression language of all feeds; a bare word is a column.
///
///     first_name: FIRST_NAME
///     user_group: {constant: STUDENT}
///     expiry_date: {column: EXPIRES, date: DD.MM.YYYY, required: yes}
package struct ValueRule: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// By its name in the header, or by its number (from 1) where there is no header.
        case column(String)
        case constant(String)
    }

    package let source: Source
    /// A record without a value here is rejected.
    package let required: Bool
    /// How the source writes this date; nil where no layout was given.
    package let date: DateLayout?
    package let mark: Mark

    package init(_ source: Source, required: Bool = false, date: DateLayout? = nil, mark: Mark) {
        self.source = source
        self.required = required
        self.date = date
        self.mark = mark
    }

    package var column: String? {
        if case .column(let name) = source { name } else { nil }
    }

    package var constant: String? {
        if case .constant(let text) = source { text } else { nil }
    }

    /// In plain English: `from column EXPIRES, a date as DD.MM.YYYY, required`.
    package var explanation: String {
        var words: [String]
        switch source {
        case .column(let name): words = ["from column \(name)"]
        case .constant(let text): words = ["always '\(text)'"]
        }
        if let date { words.append("a date as \(date)") }
        if required { words.append("required") }
        return words.joined(separator: ", ")
    }
}
