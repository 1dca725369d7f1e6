import Exchange

/// What conversations with an institution's places are given: each connection its shelf, all of them one scratch folder.
package final class Visits {
    private let workspace: Workspace
    private let abort: Abort
    private let now: () -> Moment
    private let sleep: (Int) -> Void
    private let say: (String) -> Void
    private let isAttended: Bool
    private var scratch: Scratchpad?

    /// `isAttended`: a person waits, so nothing is tried twice.
    package init(
        _ workspace: Workspace, abort: Abort, now: @escaping () -> Moment, sleep: @escaping (Int) -> Void,
        isAttended: Bool = false, say: @escaping (String) -> Void
    ) {
        self.isAttended = isAttended
        self.workspace = workspace
        self.abort = abort
        self.now = now
        self.sleep = sleep
        self.say = say
    }

    package func shelf(of connection: String) -> PlaceShelf { PlaceShelf(workspace, of: connection, sleep: sleep) }

    /// `isUrgent`: nobody can stop it; for what must be cleared up after somebody asked to stop.
    package func visit(_ connection: String, isUrgent: Bool = false) throws(Fault) -> Visit {
        if scratch == nil { scratch = try Scratchpad(workspace) }
        return Visit(
            abort: isUrgent ? .never : abort, memory: shelf(of: connection), scratch: scratch?.path,
            isAttended: isAttended, now: now, sleep: sleep, say: say)
    }
}
