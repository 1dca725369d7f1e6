extension ValueRule {
    /// Bound to a source: `place` answers where among the cells of `RuleCells` a column stands. A column without a place
    /// is blank in every row.
    package func compiled(_ place: (String) -> Int?) -> CompiledRule { CompiledRule(self, place) }
}

extension Condition {
    /// Bound to a source, as a rule is.
    package func compiled(_ place: (String) -> Int?) -> CompiledCondition {
        CompiledCondition(test: CompiledTest(self, place))
    }
}
