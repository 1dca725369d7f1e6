import Exchange
import Ledger

/// The one thing to do next about a delivery.
enum DeliveryAction: Hashable {
    /// Store it under a new temporary name and read it back.
    case upload
    /// Write the durable intent; then rename.
    case publish
    /// Carry out the rename the ledger already intends.
    case rename
    /// It has been published: remove our temporary file, then say so.
    case removeTemporary
    /// It has been published; this is the evidence.
    case delivered(String)
    case hold(Code)
    case doubt
    /// Nothing: it has come to its end, or a person must decide.
    case rest
}

/// What to do about a delivery in `state`, given what the receiver shows: the heart of "exactly one effect". Pure, and
/// tested over its whole table.
///
/// The uniquely named temporary file is a single-shot token: it can be renamed once, whoever tries. So after the
/// intent, an absent temporary file means that the rename happened or that somebody swept it, never "upload again".
func next(_ state: DeliveryState, _ evidence: Evidence, _ policy: NameConflict) -> DeliveryAction {
    switch state {
    case .planned, .retry, .uploading:
        return .upload
    case .uploaded:
        // Of an upload by an earlier process nothing is trusted.
        guard evidence.uploadedByUs, evidence.temporary == .equal else { return .upload }
        return evidence.target == .absent || policy == .replace ? .publish : .hold(.deliverConflict)
    case .publishing:
        return afterIntent(evidence, policy)
    case .held:
        // Only a conflict is held, and it ends when the other file is gone: send anew.
        return evidence.target == .absent ? .upload : .hold(.deliverConflict)
    case .inDoubt:
        // What could not be seen then may show now; where it still does not, a person decides.
        let action = afterIntent(evidence, policy)
        return action == .doubt ? .rest : action
    case .delivered, .confirmed, .cancelled, .quarantined:
        return .rest
    }
}

private func afterIntent(_ evidence: Evidence, _ policy: NameConflict) -> DeliveryAction {
    switch (evidence.temporary, evidence.target) {
    case (.equal, .absent): return .rename
    // Half done: the final name shows our bytes, whatever the temporary one still does.
    case (.equal, .equal), (.different, .equal): return .removeTemporary
    case (.equal, .different): return policy == .replace ? .rename : .hold(.deliverConflict)
    case (.different, _): return .hold(.deliverCheck)
    case (.absent, .equal): return .delivered("the file stands under its final name")
    // Withdrawn because of a conflict, and stopped before the ledger knew.
    case (.absent, .absent) where evidence.withdrawn: return .hold(.deliverConflict)
    case (.absent, .different) where evidence.withdrawn: return .hold(.deliverConflict)
    case (.absent, .different): return evidence.taken ? .delivered("the receiver marked it as taken") : .doubt
    case (.absent, .absent):
        if evidence.taken { return .delivered("the receiver marked it as taken") }
        return evidence.temporariesAreOurs
            ? .delivered("our temporary file is gone, and only we remove those") : .doubt
    }
}
