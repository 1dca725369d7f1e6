import Exchange

/// New files, told apart by their sizes. What is not for this run is only counted.
struct Sifted {
    /// Of a size the profile takes, and no more than a run may take.
    private(set) var batch: [Candidate] = []
    private(set) var waiting = 0
    private(set) var firstWaiting: Candidate?
    /// Without a byte, where the profile does not take such.
    private(set) var empty: [Candidate] = []
    private(set) var small: [Candidate] = []
    private(set) var large: [Candidate] = []
    /// Empty, and as if they were not there.
    private(set) var ignored = 0
    /// Whether the batch holds all that a run may take.
    let isFull: Bool

    init(_ files: [Candidate], _ plan: PickupPlan) {
        let most = plan.atMost ?? Int.max
        for file in files {
            let size = file.entry.size
            if size == 0, plan.empty != .take {
                if plan.empty == .ignore { ignored += 1 } else { empty.append(file) }
            } else if size < plan.sizes.lowerBound, size > 0 {
                small.append(file)
            } else if size > plan.sizes.upperBound {
                large.append(file)
            } else if batch.count < most {
                batch.append(file)
            } else {
                waiting += 1
                if firstWaiting == nil { firstWaiting = file }
            }
        }
        isFull = batch.count >= most
    }

    /// Of a size the profile takes.
    var fine: Int { batch.count + waiting }

    /// How many there are, whether they may be taken or not.
    var present: Int { fine + empty.count + small.count + large.count }

    /// Those that must have settled before anything is said of them.
    var asked: [Candidate] { batch + empty + small }
}
