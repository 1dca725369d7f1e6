import Exchange

/// One modifier, ready to act on the value that ends `bytes`.
enum CompiledStep {
    case trim
    case pattern(CompiledPattern)
    case base(Int)
    case letters(LetterCase)
    case lookup(CompiledLookup)
    case date(DateLayout)
    case shift(DateSpan)
    case phone(PhoneRule)

    /// In the order in which they act.
    static func steps(of rule: ValueRule) -> [CompiledStep] {
        var steps: [CompiledStep] = []
        // A cell is trimmed as it is taken.
        if rule.trims, rule.column == nil { steps.append(.trim) }
        if let pattern = rule.pattern { steps.append(.pattern(CompiledPattern(pattern))) }
        if let base = rule.base { steps.append(.base(base)) }
        if let letters = rule.letters { steps.append(.letters(letters)) }
        if let lookup = rule.lookup { steps.append(.lookup(CompiledLookup(lookup, label: rule.label))) }
        if let date = rule.date { steps.append(.date(date)) }
        if let shift = rule.shift { steps.append(.shift(shift)) }
        if let phone = rule.phone { steps.append(.phone(phone)) }
        return steps
    }

    /// Nil where the value `bytes[start...]` is now what it should be.
    func apply(to bytes: inout [UInt8], from start: Int, _ codes: NewCodes, _ column: String?) -> RuleProblem? {
        switch self {
        case .trim: Blanks.trim(&bytes, from: start)
        case .base(let base):
            if !WholeNumber.rewrite(&bytes, from: start, base) {
                return RuleProblem(.ruleBase, "is no whole number of at most 18 digits", column: column)
            }
        case .letters(let letters): letters.rewrite(&bytes, from: start)
        case .pattern(let pattern):
            if !pattern.apply(to: &bytes, from: start) {
                return RuleProblem(.rulePattern, "does not look as the profile's pattern demands", column: column)
            }
        case .lookup(let lookup): return lookup.apply(to: &bytes, from: start, codes, column)
        case .date(let layout):
            guard let date = CompiledStep.date(layout, bytes, start) else {
                return RuleProblem(.ruleDate, "is no date as \(layout)", column: column)
            }
            if layout.isISO { return nil }
            bytes.removeSubrange(start...)
            date.append(to: &bytes)
        case .shift(let span):
            guard let date = CompiledStep.date(.iso, bytes, start)?.adding(span) else {
                return RuleProblem(.ruleDate, "is outside the calendar \(span)", column: column)
            }
            bytes.removeSubrange(start...)
            date.append(to: &bytes)
        case .phone(let phone):
            do throws(PhoneRule.Problem) { try phone.rewrite(&bytes, from: start) } catch {
                return RuleProblem(.rulePhone, error.words, column: column)
            }
        }
        return nil
    }

    private static func date(_ layout: DateLayout, _ bytes: [UInt8], _ start: Int) -> CivilDate? {
        bytes.withUnsafeBufferPointer { layout.date(UnsafeBufferPointer(rebasing: $0[start...])) }
    }
}
