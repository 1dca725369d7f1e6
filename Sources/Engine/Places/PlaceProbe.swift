import Exchange

/// Learns by doing what a server can do, in one folder it may write to. Its files have names of their own and are removed
/// whatever happens; a question that cannot be answered is a fact as well.
package struct PlaceProbe {
    private let connection: String
    private let transport: any Transport
    private let visits: Visits
    private let now: () -> Moment

    package init(
        _ connection: String, _ transport: any Transport, _ visits: Visits, now: @escaping () -> Moment
    ) {
        self.connection = connection
        self.transport = transport
        self.visits = visits
        self.now = now
    }

    /// What was found out, in the order of the questions, and what could not be removed again. Throws where nobody could
    /// log in, or no file could be written at all.
    package func carryOut(in folder: String) throws(Fault) -> (facts: [PlaceFact], left: [String], remarks: [String]) {
        let session = try transport.connect(visits.visit(connection))
        defer { session.close() }
        let traces = OwnTraces { () throws(Fault) in
            try transport.connect(visits.visit(connection, isUrgent: true))
        }
        var hand = ProbeHand(
            session: session, folder: folder, traces: traces, memory: visits.shelf(of: connection), now: now)
        do throws(Fault) {
            try hand.greet()
        } catch  where error.code == .placeVerb {
            return (session.facts, [], session.remarks)
        } catch {
            _ = traces.sweep(session)
            throw error
        }
        var facts = session.facts + PlaceProbe.declared(session)
        for question in ProbeQuestion.allCases {
            // A server that hangs up over one question is asked no more.
            do throws(Fault) { facts += try hand.ask(question) } catch {
                facts.append(PlaceFact("probe", "ended early: \(error.message)", isSteady: false))
                break
            }
        }
        return (facts, traces.sweep(session), session.remarks)
    }

    /// What the session says it can do.
    private static func declared(_ session: any Session) -> [PlaceFact] {
        [
            ("stored files are flushed", Abilities.durableStore), ("broken transfers can go on", .resumes),
            ("rename replaces atomically", .replacingRename),
        ].map { PlaceFact($0, session.abilities.contains($1) ? "yes" : "no") }
    }
}
