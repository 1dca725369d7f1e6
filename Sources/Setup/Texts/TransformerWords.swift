import Exchange

/// Outside programs in plain English.
struct TransformerWords {
    let plans: [TransformerPlan]

    var lines: [String] { plans.flatMap(lines) }

    private func lines(_ plan: TransformerPlan) -> [String] {
        let call = ([plan.program] + plan.arguments).joined(separator: " ")
        let wait = DurationWords.text(plan.timeoutMilliseconds)
        let first = "\(call) sees each record and may change it, leave it out, refuse it or make several of it."
        let adds = plan.adds.isEmpty ? [] : ["It may add \(plan.adds.joined(separator: ", "))."]
        return [first] + adds
            + ["If it says nothing for \(wait), or answers what cannot be understood, nothing at all is sent."]
    }
}
