/// Text with columns in it: `{LOGIN}@example.edu`. `{{` and `}}` stand for the braces themselves.
package struct Template: Hashable, Sendable, CustomStringConvertible {
    enum Part: Hashable, Sendable {
        case text(String)
        /// A column; where it is blank, so is the whole value, unless it may be.
        case column(String, mayBeBlank: Bool)
    }

    /// As it was written.
    package let description: String
    let parts: [Part]

    var columns: [String] {
        parts.compactMap { part in
            if case .column(let name, _) = part { name } else { nil }
        }
    }
}
