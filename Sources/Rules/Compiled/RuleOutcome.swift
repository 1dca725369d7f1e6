/// What a rule made of a row.
package enum RuleOutcome: Hashable, Sendable {
    /// Appended to the bytes, in UTF-8; never blank.
    case value
    /// Nothing was appended; `required` and `blank` of the rule say what that means.
    case blank
    /// Nothing was appended; the value is not what the rule demands.
    case problem(RuleProblem)
}
