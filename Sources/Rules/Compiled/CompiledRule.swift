import Exchange

/// A value rule bound to the columns of one source. Makes no strings but for patterns and letters beyond ASCII; made
/// once for a run, and stays on its thread.
package final class CompiledRule {
    private let source: CompiledSource
    private let when: CompiledTest?
    private let trims: Bool
    private let steps: [CompiledStep]
    private let fallback: [UInt8]?
    private let column: String?

    /// The cell whose text without the blanks around it is the value; nil where more is done to it.
    package let plainCell: Int?

    init(_ rule: ValueRule, _ place: (String) -> Int?) {
        source = CompiledSource(rule.source, place)
        when = rule.when.map { CompiledTest($0, place) }
        trims = rule.trims
        steps = CompiledStep.steps(of: rule)
        fallback = rule.fallback.map { Array($0.utf8) }
        column = rule.column
        if case .cell(let cell) = source, when == nil, trims, steps.isEmpty, fallback == nil {
            plainCell = cell
        } else {
            plainCell = nil
        }
    }

    /// Appends the value of this row to `bytes`. Whatever the bytes of the row: it never traps.
    package func evaluate(
        _ cells: RuleCells, today: CivilDate, codes: NewCodes, into bytes: inout [UInt8]
    ) -> RuleOutcome {
        let start = bytes.count
        let outcome = value(cells, today, codes, &bytes)
        if case .value = outcome { return outcome }
        bytes.removeSubrange(start...)
        guard case .blank = outcome, let fallback else { return outcome }
        bytes.append(contentsOf: fallback)
        return .value
    }

    /// May leave something behind `bytes` that is of no meaning.
    private func value(
        _ cells: RuleCells, _ today: CivilDate, _ codes: NewCodes, _ bytes: inout [UInt8]
    ) -> RuleOutcome {
        if let when, !when.holds(cells, today: today) { return .blank }
        let start = bytes.count
        let outcome = source.append(cells, today, codes, trims: trims, column, &bytes)
        guard case .value = outcome else { return outcome }
        if isBlank(bytes, start) { return .blank }
        for step in steps {
            if let problem = step.apply(to: &bytes, from: start, codes, column) { return .problem(problem) }
            if isBlank(bytes, start) { return .blank }
        }
        return .value
    }

    /// Nothing but blanks is blank, kept or not.
    private func isBlank(_ bytes: [UInt8], _ start: Int) -> Bool {
        // Most values begin with a letter or a digit; only others need the whole look.
        if start < bytes.count, bytes[start] > 0x20, bytes[start] != 0xC2 { return false }
        return bytes.withUnsafeBufferPointer { Blanks.trimmed($0, start..<$0.count).isEmpty }
    }
}
