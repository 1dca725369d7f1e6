import Exchange

/// A pickup in plain English.
struct PickupWords {
    let plan: PickupPlan

    var arrivals: [String] {
        [
            "Files named '\(plan.files)' are taken from \(place).",
            "A file counts as finished when its size and time have not changed for "
                + "\(DurationWords.text(plan.settleMilliseconds))\(doneFile).",
            waiting, expectation,
        ]
    }

    var afterwards: String {
        switch plan.after {
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
