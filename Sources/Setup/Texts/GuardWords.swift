import Exchange

/// Verification and guards in plain English.
struct GuardWords {
    let plan: RunPlan

    var lines: [String] { [verification] + limits }

    private var verification: String {
        switch plan.verification {
        case .quick: "Before delivery, outputs are read back: containers, checksums, sizes and counts."
        case .full: "Before delivery, outputs are read back and parsed again from beginning to end."
        }
    }

    private var limits: [String] {
        let rejects = plan.limits.maxRejectsPercent.map { "if more than \($0) % of its records are rejected" }
        let least = plan.limits.minRecords.map { "if fewer than \($0) records are accepted" }
        let reasons = [rejects, least].compactMap { $0 }
        if reasons.isEmpty { return ["No guard is set: a load is delivered whatever its size."] }
        return ["The load is held for a person \(reasons.joined(separator: ", or "))."]
    }
}
