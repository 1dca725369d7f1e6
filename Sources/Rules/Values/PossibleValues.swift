extension ValueRule {
    /// Every value the rule can give, each once, where that can be told without a row: constants, targets of lookup tables,
    /// defaults. Nil where a value may be anything. For feeds that hold codes against lists of the receiver's.
    package var possibleValues: [String]? {
        guard var values = beforeDefault else { return nil }
        if let fallback { values.append(fallback) }
        var seen: Set<String> = []
        return values.filter { seen.insert($0).inserted }
    }

    private var beforeDefault: [String]? {
        if date != nil || shift != nil || phone != nil { return nil }
        if let lookup {
            switch lookup.unknown {
            case .reject: return lookup.table.targets
            case .keep: return nil
            case .standard(let text): return lookup.table.targets + [text]
            }
        }
        return pattern == nil && letters == nil ? source.possibleValues : nil
    }
}

extension ValueRule.Source {
    fileprivate var possibleValues: [String]? {
        switch self {
        case .constant(let text): return [text]
        case .first(let rules), .choose(let rules):
            let values = rules.compactMap(\.possibleValues)
            return values.count == rules.count ? values.flatMap { $0 } : nil
        case .column, .template, .today, .calendar: return nil
        }
    }
}
