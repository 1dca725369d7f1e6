import Exchange

/// Why a value is not what its rule demands.
package struct RuleProblem: Hashable, Sendable {
    package let code: Code
    /// Completes "the value …"; never repeats it.
    package let words: String
    /// The column it stands in, where it is one.
    package let column: String?

    package init(_ code: Code, _ words: String, column: String?) {
        self.code = code
        self.words = words
        self.column = column
    }
}
