import Exchange
import Ledger

/// What one listing of the source came to. New files are kept, all others only counted.
struct Survey {
    /// In the profile's order.
    var fresh: [Candidate] = []
    private(set) var findings: [Finding] = []
    /// How many names say that they are not to be taken, by their ending or beginning.
    var passedOver: [String: Int] = [:]
    private(set) var known = 0
    /// The first of them by name, and the run that took it; nil where no run is remembered.
    private(set) var firstKnown: (file: Candidate, run: String?)?
    /// How many of the known ones are so only because they are older than what the ledger remembers.
    private(set) var forgotten = 0
    /// Runs that hold files which are still there, each with the first of them.
    private(set) var holders: [(file: Candidate, run: String)] = []
    private var unsaid = 0

    private static let kept = 1000

    mutating func add(_ finding: Finding) {
        if findings.count < Survey.kept { findings.append(finding) } else { unsaid += 1 }
    }

    mutating func add(_ file: Candidate, _ standing: Standing) {
        if case .fresh = standing { return fresh.append(file) }
        known += 1
        if firstKnown.map({ PickupOrder.name.precedes(file, $0.file) }) ?? true { firstKnown = (file, standing.run) }
        switch standing {
        case .fresh, .taken: break
        case .forgotten: forgotten += 1
        case .held(let run):
            let index = holders.firstIndex { $0.run == run }
            if let index, PickupOrder.name.precedes(holders[index].file, file) { return }
            if let index { holders[index].file = file } else { holders.append((file, run)) }
        }
    }

    /// Without what the listing names twice, in the order in which files are taken.
    mutating func close(_ order: PickupOrder, without twice: (Candidate) -> Bool) {
        fresh.removeAll(where: twice)
        fresh.sort(by: order.precedes)
        holders.sort { PickupOrder.name.precedes($0.file, $1.file) }
    }

    /// What is said of it once, however often we looked.
    var remarks: [String] {
        var remarks: [String] = []
        if !passedOver.isEmpty {
            let kinds = passedOver.sorted { $0.key < $1.key }.map { "\(grouped($0.value)) \($0.key)" }
            let count = passedOver.values.reduce(0, +)
            remarks.append(
                "Passed over: \(counted(count, "name")) that says it is unfinished, consumed or hidden".plural(count)
                    + " (\(kinds.joined(separator: ", "))).")
        }
        if unsaid > 0 { remarks.append("Of \(grouped(unsaid)) more entries nothing is said one by one.") }
        if forgotten > 0, let first = firstKnown?.file {
            remarks.append(
                "\(counted(forgotten, "file")) last changed before the oldest run in the ledger, and so counted as "
                    + "taken: \(first.path)\(forgotten > 1 ? " and others" : "").")
        }
        return remarks
    }
}

extension String {
    /// `name that says it is` of several.
    fileprivate func plural(_ count: Int) -> String {
        count == 1 ? self : replacing("that says it is", with: "that say they are")
    }
}

/// What the ledger says of a file.
enum Standing: Hashable {
    case fresh
    case taken(String)
    /// By a run that a guard held, and which still stands.
    case held(String)
    /// As far as anybody remembers.
    case forgotten

    var run: String? {
        switch self {
        case .taken(let run), .held(let run): run
        case .fresh, .forgotten: nil
        }
    }
}

extension OpenRun {
    /// What it means for a file that this run took it.
    func standing(after earlier: RunRow) throws(Fault) -> Standing {
        let isSame = earlier.configuration == row.configuration
        switch earlier.end {
        case nil, .done, .doneWithRejects, .nothingToDo: return .taken(earlier.id)
        // What was judged stays judged, until the rules change.
        case .rejected: return isSame ? .taken(earlier.id) : .fresh
        case .held:
            if !isSame { return .fresh }
            return try HeldRuns(ledger, workspace).isLost(earlier) ? .fresh : .held(earlier.id)
        // It failed before it had sent anything.
        default: return .fresh
        }
    }
}
