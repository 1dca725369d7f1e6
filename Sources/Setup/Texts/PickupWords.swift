import Exchange

/// A pickup in plain English.
struct PickupWords {
    let plan: PickupPlan

    var arrivals: [String] {
        [
            "Files named \(plan.files)\(exceptions) are taken from \(place)\(order).",
            "A file counts as finished when its size and time have not changed for \(settle)\(doneFile)\(age).",
            claim, amount, sizes, empty, waiting, expectation,
        ].compactMap(\.self)
    }

    private var exceptions: String {
        plan.files.exceptions.isEmpty
            ? "" : ", but not " + plan.files.exceptions.map(\.description).joined(separator: " or ") + ","
    }

    private var order: String {
        switch plan.order {
        case .name: ""
        case .number: ", in the order of the numbers in their names"
        case .oldest: ", the oldest first"
        }
    }

    private var settle: String {
        if let settle = plan.settleMilliseconds { return DurationWords.text(settle) }
        let (local, remote) = (PickupPlan.localSettle, PickupPlan.remoteSettle)
        return "\(DurationWords.text(local)) (\(DurationWords.text(remote)) across a network)"
    }

    private var age: String {
        plan.ageMilliseconds == 0
            ? "" : ", and we saw it first \(DurationWords.text(plan.ageMilliseconds)) ago or earlier"
    }

    private var claim: String? {
        if plan.claim == .none { return nil }
        return
            "Before a file is fetched it gets a name of the run's that ends in '\(FileChoice.claimedEnding)', so that nobody "
            + "else takes it; what somebody else takes first is not in the run. A run that ends without delivering "
            + "gives the names back."
    }

    private var amount: String? {
        plan.atMost.map { "A run takes at most \($0) of them; the others wait for the next." }
    }

    private var sizes: String? {
        let (least, most) = (plan.sizes.lowerBound, plan.sizes.upperBound)
        switch (least, most) {
        case (0, Int.max): return nil
        case (_, Int.max): return "Smaller ones than \(counted(least, "byte")) are not taken."
        case (0, _): return "Larger ones than \(counted(most, "byte")) are not taken."
        default:
            return "Smaller ones than \(counted(least, "byte")) or larger than \(counted(most, "byte")) are not taken."
        }
    }

    private var empty: String? {
        switch plan.empty {
        case .hold: nil
        case .reject: "An empty file is refused."
        case .take: "An empty file is taken like any other."
        case .ignore: "An empty file is left alone."
        }
    }

    var afterwards: String {
        switch plan.after {
        case .leave where plan.claim == .rename:
            "The files get their names back once everything is delivered; what has been taken once is not taken again."
        case .leave: "The files stay where they are; what has been taken once is not taken again."
        case .move(let folder):
            "The files are moved to \(FolderWords.text(folder, plan.connection)) once everything is delivered."
        case .rename(let suffix): "The files get '\(suffix)' appended to their names once everything is delivered."
        case .delete: "The files are deleted once everything is delivered."
        }
    }

    private var place: String {
        "\(FolderWords.text(plan.folder, plan.connection)) (\(plan.transport.address))"
    }

    private var doneFile: String {
        plan.doneFile.map { " and a file named '\($0)' stands beside it" } ?? ""
    }

    private var waiting: String {
        plan.waitMilliseconds == 0
            ? "A run does not wait for files that are not finished."
            : "A run waits up to \(DurationWords.text(plan.waitMilliseconds)) for files to appear and be finished."
    }

    private var expectation: String {
        switch plan.expect {
        case 0: "If there are none, there is nothing to do."
        case 1: "If there is none, the run ends as missing."
        default: "If there are fewer than \(plan.expect), the run ends as missing."
        }
    }
}
