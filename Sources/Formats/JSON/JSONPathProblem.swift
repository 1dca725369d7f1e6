/// Why a text is no path.
package struct JSONPathProblem: Error, Hashable, Sendable {
    /// Completes "the path …".
    package let words: String
}
