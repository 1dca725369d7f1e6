import Exchange

/// New files, told apart by their sizes.
struct Sifted {
    /// Of a size the profile takes.
    private(set) var fine: [Candidate] = []
    /// Without a byte, where the profile does not take such.
    private(set) var empty: [Candidate] = []
    private(set) var small: [Candidate] = []
    private(set) var large: [Candidate] = []
    /// Empty, and as if they were not there.
    private(set) var ignored = 0

    init(_ files: [Candidate], _ plan: PickupPlan) {
        for file in files {
            let size = file.entry.size
            if size == 0, plan.empty != .take {
                if plan.empty == .ignore { ignored += 1 } else { empty.append(file) }
            } else if size < plan.sizes.lowerBound, size > 0 {
                small.append(file)
            } else if size > plan.sizes.upperBound {
                large.append(file)
            } else {
                fine.append(file)
            }
        }
    }

    /// How many there are, whether they may be taken or not.
    var present: Int { fine.count + empty.count + small.count + large.count }
}
