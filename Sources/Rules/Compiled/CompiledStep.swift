import Exchange

/// One modifier, ready to act on the value that ends `bytes`.
enum CompiledStep {
    case trim
    case pattern(CompiledPattern)
    case letters(LetterCase)
    /// The label is what new codes are said to be about.
    case lookup(ValueLookup, label: String)
    case date(DateLayout)
    case shift(DateSpan)
    case phone(PhoneRule)

    /// Nil where the value `bytes[start...]` is now what it should be.
    func apply(to bytes: inout [UInt8], from start: Int, _ codes: NewCodes, _ column: String?) -> RuleProblem? {
        switch self {
        case .trim: Blanks.trim(&bytes, from: start)
        case .letters(let letters): letters.rewrite(&bytes, from: start)
        case .pattern(let pattern):
            if !pattern.apply(to: &bytes, from: start) {
                return RuleProblem(.rulePattern, "does not look as the profile's pattern demands", column: column)
            }
        case .lookup(let lookup, let label):
            return CompiledStep.look(lookup, label, &bytes, start, codes, column)
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

    private static func look(
        _ lookup: ValueLookup, _ label: String, _ bytes: inout [UInt8], _ start: Int, _ codes: NewCodes,
        _ column: String?
    ) -> RuleProblem? {
        if lookup.table.replace(&bytes, from: start) { return nil }
        codes.add(bytes[start...], label: label, table: lookup.table.name, fate: lookup.unknown.fate)
        switch lookup.unknown {
        case .keep: return nil
        case .reject: return RuleProblem(.ruleLookup, "is not in \(lookup.table.name)", column: column)
        case .standard(let text):
            bytes.removeSubrange(start...)
            bytes.append(contentsOf: text.utf8)
            return nil
        }
    }
}
