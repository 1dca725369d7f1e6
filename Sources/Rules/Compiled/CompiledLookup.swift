import Exchange

/// A lookup as rows meet it. A class, because a copy of its tables for every row would be counted up and down.
final class CompiledLookup {
    private let table: LookupTable
    private let unknown: ValueLookup.Unknown
    /// What new codes are said to be about.
    private let label: String

    init(_ lookup: ValueLookup, label: String) {
        table = lookup.table
        unknown = lookup.unknown
        self.label = label
    }

    /// Puts the target in the place of the code `bytes[start...]`, or does what the rule says of unknown codes.
    func apply(to bytes: inout [UInt8], from start: Int, _ codes: NewCodes, _ column: String?) -> RuleProblem? {
        if table.replace(&bytes, from: start) { return nil }
        codes.add(bytes[start...], label: label, table: table.name, fate: unknown.fate)
        switch unknown {
        case .keep: return nil
        case .reject: return RuleProblem(.ruleLookup, "is not in \(table.name)", column: column)
        case .standard(let text):
            bytes.removeSubrange(start...)
            bytes.append(contentsOf: text.utf8)
            return nil
        }
    }
}
