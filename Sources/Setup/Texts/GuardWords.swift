import Exchange

/// Verification and guards in plain English.
struct GuardWords {
    let plan: RunPlan

    var lines: [String] {
        // Of files that nobody looks into there is nothing to compare with the last load.
        if !hasRecords { return [verification] + alone + (alone.isEmpty ? [] : release) }
        return [verification] + alone + compared + release
    }

    private var hasRecords: Bool { type(of: plan.feed).hasRecords }

    private var verification: String {
        switch plan.verification {
        case .quick: "Before delivery, outputs are read back: containers, checksums, sizes and counts."
        case .full: "Before delivery, outputs are read back and parsed again from beginning to end."
        }
    }

    /// What can be said of a load by itself.
    private var alone: [String] {
        let (noun, verb) = hasRecords ? ("record", "are accepted") : ("file", "would be delivered")
        let rejects = plan.limits.maxRejectsPercent.map { "if more than \($0) % of its \(noun)s are rejected" }
        let least = plan.limits.minRecords.map { "if fewer than \($0) \(noun)s \(verb)" }
        let reasons = [rejects, least].compactMap { $0 }
        if reasons.isEmpty { return [] }
        return ["The load is held for a person \(reasons.joined(separator: ", or "))."]
    }

    /// What is said of a load held against the last delivered one.
    private var compared: [String] {
        let reasons = totals + groups + fields + expired
        if reasons.isEmpty { return ["A load is delivered however much it differs from the last one."] }
        return ["Where the load can be compared with the last delivered one, it is held"]
            + reasons.enumerated().map { "  - \($1)\($0 == reasons.count - 1 ? "." : ",")" }
    }

    private var totals: [String] {
        let limits = plan.limits
        return [
            limits.maxFallPercent.map { "if it has more than \($0) % fewer records" },
            limits.maxRisePercent.map { "if it has more than \($0) % more records" },
            limits.maxGonePercent.map { "if more than \($0) % of the last load's records are missing" },
        ].compactMap { $0 }
    }

    private var groups: [String] {
        let limits = plan.limits
        let own = limits.groups.sorted { $0.key < $1.key }.map { name, most in
            most == 100 ? "(the group \(name) may fall freely)" : "if the group \(name) falls by more than \(most) %"
        }
        let each = limits.maxGroupFallPercent.map {
            "if a group of \(limits.groupFloor) or more falls by more than \($0) %, or any group vanishes"
        }
        return [each].compactMap { $0 } + own
    }

    private var fields: [String] {
        let limits = plan.limits
        let own = limits.fields.sorted { $0.key < $1.key }.map { name, most in
            most == 100 ? "(\(name) may be blank freely)" : "if more than \(most) % fewer records have \(name)"
        }
        let each = limits.maxFieldFallPercent.map { "if more than \($0) % fewer records have a value in some field" }
        let cleared = limits.maxClearedPercent.map { "if more than \($0) % of those who had a field would lose it" }
        let steady = limits.maxSteadyChangePercent.map {
            "if more than \($0) % have another name, birth date or identifier"
        }
        return [each].compactMap { $0 } + own + [cleared, steady].compactMap { $0 }
    }

    private var expired: [String] {
        let limits = plan.limits
        return [
            limits.maxExpired.map { "if more than \($0) people would be expired" },
            limits.maxExpiredPercent.map { "if more than \($0) % of the last load would be expired" },
        ].compactMap { $0 }
    }

    private var release: [String] {
        [
            "What is held is sent, exactly as it was made, by 'exchange release RUN --reason TEXT'; until then by nothing."
        ]
    }
}
