/// A program of the institution's own that sees each record before the feed does. The protocol is described in
/// `Profiles/README.md`.
package struct TransformerPlan: Hashable, Sendable {
    /// How records are written for it, and its answers.
    package enum Format: String, Hashable, Sendable, CaseIterable {
        /// A JSON object a line.
        case jsonl
        /// Columns between tabs, for awk and shell.
        case tsv
    }

    /// As the profile names it, relative to the root: `transformers/fix-names.py`.
    package let program: String
    /// Absolute.
    package let path: String
    package let arguments: [String]
    /// The longest silence while it owes an answer.
    package let timeoutMilliseconds: Int
    package let format: Format
    /// Fields it may add to those of the records it is given.
    package let adds: [String]
    /// Variables it sees beside PATH, LANG, TMPDIR and those that begin with EXCHANGE_.
    package let environment: [String: String]

    package init(
        program: String, path: String, arguments: [String] = [], timeoutMilliseconds: Int = 30_000,
        format: Format = .jsonl, adds: [String] = [], environment: [String: String] = [:]
    ) {
        self.program = program
        self.path = path
        self.arguments = arguments
        self.timeoutMilliseconds = timeoutMilliseconds
        self.format = format
        self.adds = adds
        self.environment = environment
    }
}
