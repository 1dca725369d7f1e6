import Exchange

/// A session that comes back: where its conversation breaks off, a new one is opened, and what was not answered is asked
/// again. What a file has already is kept if both ends still agree on it.
package final class RetryingSession: Session {
    private let retrying: Retrying

    /// Opens the first session, so that a fault shows at once. Whatever the policy, where a person waits
    /// everything is tried once. `chance` within 0..<1 spreads the pauses.
    package init(
        _ address: String, policy: RetryPolicy = RetryPolicy(), _ visit: Visit,
        chance: @escaping () -> Double = { Double.random(in: 0..<1) },
        open: @escaping () throws(Fault) -> any Session
    ) throws(Fault) {
        retrying = Retrying(address, policy: visit.isAttended ? .once : policy, visit, chance: chance, open: open)
        let first = try retrying.session()
        abilities = first.abilities
        remarks = first.remarks
        facts = first.facts
    }

    package let abilities: Abilities
    package let remarks: [String]
    package let facts: [PlaceFact]

    /// An entry that was lent before the conversation broke off is not lent again.
    package func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        var lent: Set<String> = []
        // A fault of the taker is not the place's, whatever its disposition.
        var taker: Fault?
        try again { session, isSecond throws(Fault) in
            do throws(Fault) {
                try session.list(folder) { entry throws(Fault) in
                    guard lent.insert(entry.name).inserted || !isSecond else { return .more }
                    retrying.moved()
                    do throws(Fault) { return try each(entry) } catch {
                        taker = error
                        throw error
                    }
                }
            } catch {
                if taker != nil { return }
                throw error
            }
        }
        if let taker { throw taker }
    }

    package func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        try again { session, _ throws(Fault) in try session.stat(paths) }
    }

    package func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        let work = FetchAgain(items, resumes: abilities.contains(.resumes))
        return try again { session, isSecond throws(Fault) in
            defer { if work.hasMoved { retrying.moved() } }
            return try work.carry(session, isSecond: isSecond)
        }
    }

    package func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        let work = StoreAgain(items, resumes: abilities.contains(.resumes))
        return try again { session, isSecond throws(Fault) in
            defer { if work.hasMoved { retrying.moved() } }
            return try work.carry(session, isSecond: isSecond)
        }
    }

    /// A rename that happened before the conversation broke off shows as `place.missing` the second time: what stands at
    /// both ends tells, and whoever asked for the rename must look.
    package func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        try again { session, _ throws(Fault) in try session.rename(items, replacing: replacing) }
    }

    package func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        try again { session, _ throws(Fault) in try session.remove(paths) }
    }

    /// Asked once: after a break nobody knows whether it was done.
    package func renameOntoExisting(_ from: String, _ to: String) throws(Fault) -> Bool? {
        try retrying.session().renameOntoExisting(from, to)
    }

    package func freeSpace(_ folder: String) throws(Fault) -> Int? {
        try again { session, _ throws(Fault) in try session.freeSpace(folder) }
    }

    package func close() { retrying.close() }

    /// `body` hears whether anything of it may have been done before.
    private func again<Answer>(
        _ body: (_ session: any Session, _ isSecond: Bool) throws(Fault) -> Answer
    ) throws(Fault) -> Answer {
        var isSecond = false
        while true {
            let session = try retrying.session()
            do throws(Fault) {
                let answer = try body(session, isSecond)
                retrying.moved()
                return answer
            } catch {
                try retrying.forgive(error)
                isSecond = true
            }
        }
    }
}
