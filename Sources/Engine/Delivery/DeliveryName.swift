import Exchange
import Ledger

/// What a run's deliveries are called at the receiver.
struct DeliveryName {
    private let row: RunRow
    private let plan: RunPlan

    init(_ run: OpenRun) {
        row = run.row
        plan = run.plan
    }

    /// Relative to the connection's folder. `source` is the file the delivery is made of; a name that the profile wants
    /// made of one, where there is none, is an error of the feed.
    func target(ordinal: Int, source: FileName?, part: String? = nil) throws(Fault) -> String {
        let pattern = plan.delivery.name
        if source == nil, pattern.placeholders.contains(where: Placeholder.ofCopies.contains) {
            throw Fault(.runOutputs, .stop, "The name '\(pattern)' wants a source, and the feed named none.")
        }
        let name = pattern.filled { placeholder in
            switch placeholder {
            case .date: row.now.compactDate
            case .time: row.now.compactTime
            case .run: row.id
            case .sequence: String(row.sequence)
            case .profile: plan.profile.profile
            case .ordinal: String(ordinal)
            case .name: source?.name ?? ""
            case .stem: source?.stem ?? ""
            case .ext: source?.ext ?? ""
            case .part: part ?? ""
            }
        }
        try check(name)
        let target = PlacePath.join(plan.delivery.folder, name)
        try PlacePath.check(target)
        if source != nil, let words = plan.delivery.transport.objection(toPath: target) {
            throw refused(name, "\(words). Nothing was sent.")
        }
        return target
    }

    /// A name of somebody else's is data: it must not be one that means something here or to the receiver.
    private func check(_ name: String) throws(Fault) {
        let isOurs = name.hasPrefix(".x-")
        let looksTaken = name.lowercased().hasSuffix(".handled")
        guard isOurs || looksTaken || name.contains("/") || name.isEmpty else { return }
        throw refused(name, "it would mean something else. Nothing was sent.")
    }

    private func refused(_ name: String, _ why: String) -> Fault {
        let shown = PlacePath.readable(name)
        return Fault(
            .runNameRefused, .reject, "A delivery cannot be called '\(shown)': \(why)", context: ["name": shown])
    }
}
