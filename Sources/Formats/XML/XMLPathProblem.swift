/// Why a text is no path.
package struct XMLPathProblem: Error, Hashable, Sendable {
    /// Completes "the path …".
    package let words: String
}
