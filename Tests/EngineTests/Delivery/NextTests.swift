import Exchange
import Ledger
import Testing

@testable import Engine

/// `next` over its whole table, held against the rules of the delivery protocol, which are stated here again in other
/// words: as what may never happen and what must.
@Suite struct `What to do next about a delivery` {
    struct Case: Hashable, CustomStringConvertible {
        let state: DeliveryState
        let evidence: Evidence
        let policy: NameConflict
        var action: DeliveryAction { next(state, evidence, policy) }
        var description: String { "\(state) \(evidence) \(policy): \(action)" }
    }

    static let table: [Case] = DeliveryState.allCases.flatMap { state in
        evidences.flatMap { evidence in
            NameConflict.allCases.map { Case(state: state, evidence: evidence, policy: $0) }
        }
    }

    private static let evidences: [Evidence] = Presence.allCases.flatMap { temporary in
        Presence.allCases.flatMap { target in
            (0..<16).map { bits in
                Evidence(
                    temporary: temporary, target: target, taken: bits & 1 != 0, withdrawn: bits & 8 != 0,
                    temporariesAreOurs: bits & 2 != 0, uploadedByUs: bits & 4 != 0)
            }
        }
    }

    private func each(_ body: (Case) -> Void) { `What to do next about a delivery`.table.forEach(body) }

    @Test func `has an answer for every case`() {
        let table = `What to do next about a delivery`.table
        #expect(table.count == 11 * 3 * 3 * 2 * 2 * 2 * 2 * 3)
        #expect(Set(table).count == table.count)
    }

    @Test func `is never to upload once the intent stands`() {
        each { one in if [.publishing, .inDoubt].contains(one.state) { #expect(one.action != .upload, "\(one)") } }
    }

    @Test func `is to rename only where our verified file is waiting for it`() {
        each { one in
            switch one.action {
            case .publish: #expect(one.state == .uploaded && one.evidence.uploadedByUs, "\(one)")
            case .rename: #expect([.publishing, .inDoubt].contains(one.state), "\(one)")
            default: return
            }
            #expect(one.evidence.temporary == .equal, "\(one)")
        }
    }

    @Test func `never takes another's file away unless the policy says replace`() {
        each { one in
            guard one.action == .publish || one.action == .rename, one.evidence.target != .absent else { return }
            #expect(one.policy == .replace, "\(one)")
        }
    }

    @Test func `is never delivered without evidence, nor before the intent`() {
        each { one in
            switch one.action {
            case .delivered(let words): #expect(!words.isEmpty && one.evidence.temporary == .absent, "\(one)")
            case .removeTemporary: #expect(one.evidence.target == .equal, "\(one)")
            default: return
            }
            #expect([.publishing, .inDoubt].contains(one.state), "\(one)")
            let seen = one.evidence.target == .equal
            let inferred = one.evidence.target == .absent && one.evidence.temporariesAreOurs
            #expect(seen || one.evidence.taken || inferred, "\(one)")
        }
    }

    @Test func `leads to a transition that the ledger allows`() {
        each { one in
            let reached: [DeliveryState] =
                switch one.action {
                case .upload: [.uploading]
                case .publish: [.publishing]
                // The rename itself changes nothing in the ledger; what follows it does.
                case .rename, .delivered, .removeTemporary: [.delivered]
                case .hold: one.state == .held ? [] : [.held]
                case .doubt: [.inDoubt]
                case .rest: []
                }
            for state in reached { #expect(one.state.mayBecome.contains(state), "\(one)") }
        }
    }

    @Test func `is nothing where it has come to its end or a person decides`() {
        let resting: Set<DeliveryState> = [.delivered, .confirmed, .cancelled, .quarantined]
        each { one in
            if one.state == .inDoubt { return }
            #expect((one.action == .rest) == resting.contains(one.state), "\(one)")
        }
    }

    @Test func `when in doubt is what the receiver shows by now, and nothing where it still shows neither`() {
        each { one in
            guard one.state == .inDoubt else { return }
            let open = next(.publishing, one.evidence, one.policy)
            #expect(one.action == (open == .doubt ? .rest : open), "\(one)")
        }
    }

    @Test func `before the intent trusts nothing that this process has not read back`() {
        each { one in
            switch one.state {
            case .planned, .retry, .uploading: #expect(one.action == .upload, "\(one)")
            case .uploaded where !one.evidence.uploadedByUs || one.evidence.temporary != .equal:
                #expect(one.action == .upload, "\(one)")
            default: return
            }
        }
    }

    @Test func `after the intent follows the recovery table`() {
        each { one in
            guard one.state == .publishing else { return }
            #expect(`What to do next about a delivery`.recovery(one).contains(one.action), "\(one)")
        }
    }

    @Test func `when held waits for the name to be free`() {
        each { one in
            guard one.state == .held else { return }
            #expect(one.action == (one.evidence.target == .absent ? .upload : .hold(.deliverConflict)), "\(one)")
        }
    }

    /// The rows of the table: temporary there or gone, final there or gone.
    private static func recovery(_ one: Case) -> [DeliveryAction] {
        let (temporary, final) = (one.evidence.temporary, one.evidence.target)
        let evidence = [
            DeliveryAction.delivered("the file stands under its final name"),
            .delivered("the receiver marked it as taken"),
            .delivered("our temporary file is gone, and only we remove those"),
        ]
        if final == .equal { return temporary == .absent ? [evidence[0]] : [.removeTemporary] }
        if temporary == .equal {
            return final == .absent || one.policy == .replace ? [.rename] : [.hold(.deliverConflict)]
        }
        if temporary == .different { return [.hold(.deliverCheck)] }
        if one.evidence.withdrawn { return [.hold(.deliverConflict)] }
        if one.evidence.taken { return [evidence[1]] }
        return final == .absent && one.evidence.temporariesAreOurs ? [evidence[2]] : [.doubt]
    }
}
