import Exchange
import Ledger

/// What a receiver can and cannot do for this profile, before anything is sent there.
struct ReceiverTerms {
    let run: OpenRun
    let session: any Session

    /// Room for the control structures of a file system and for whatever the receiver writes meanwhile.
    private static let spare = 1 << 20

    /// Says in the report what holds less firmly at this place than elsewhere.
    func remark() {
        let plan = run.plan.delivery
        if plan.check == .size {
            run.report.remark(
                "What was sent to \(plan.connection) was held against its size only, as the profile says (to: check).")
        }
        if plan.conflict == .replace, !session.abilities.contains(.replacingRename) {
            run.report.remark(
                "\(plan.connection) cannot replace a file in one step: the old one is removed once the new one stands "
                    + "there verified, and for a moment there is none.")
        }
        if plan.conflict != .replace, !session.abilities.contains(.exclusiveRename), !isUnique(plan.name) {
            run.report.remark(
                "At least once, not exactly once: a rename at \(plan.connection) overwrites a file that somebody else "
                    + "puts there in the same moment. With {run} in 'to: name' no two files share a name.")
        }
    }

    /// `place.full` unless all that is still to be sent has room; where the place does not tell, nothing is asked.
    func demandRoom() throws(Fault) {
        guard session.abilities.contains(.freeSpace) else { return }
        let (files, bytes) = try outstanding()
        let folder = run.plan.delivery.temporary.folder ?? run.plan.delivery.folder
        guard files > 0, let free = try session.freeSpace(folder), free < bytes + ReceiverTerms.spare else { return }
        throw Fault(
            .placeFull, .stop,
            "\(run.plan.delivery.transport.address) has \(sized(free)) left; \(counted(files, "file")) of "
                + "\(sized(bytes)) and 1 MB to spare are needed. Nothing was sent.",
            context: ["free": String(free), "needed": String(bytes + ReceiverTerms.spare)])
    }

    private func outstanding() throws(Fault) -> (files: Int, bytes: Int) {
        var (files, bytes, last) = (0, 0, 0)
        while true {
            let page = try run.ledger.unsettled(of: run.row.id, after: last, limit: 1000)
            guard let end = page.last else { return (files, bytes) }
            for delivery in page where delivery.state != .publishing {
                files += 1
                bytes = bytes.addingReportingOverflow(delivery.size).partialValue
            }
            last = end.ordinal
        }
    }

    private func isUnique(_ name: NamePattern) -> Bool { name.placeholders.contains(.run) }
}
