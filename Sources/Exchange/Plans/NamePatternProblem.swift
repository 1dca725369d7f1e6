/// Why a text is not a name pattern.
package enum NamePatternProblem: Error, Hashable, Sendable {
    /// A `{` without its `}`, or the other way round.
    case brace
    /// No such placeholder is allowed there.
    case unknown(String)
}
