import Exchange

/// Tries a connection as its profiles would use it: logs in, looks into the folders they read, and writes, renames, reads
/// back and removes a tiny file of ours where they deliver. Goes on as far as it can; nothing of it stays.
package struct PlaceTrial {
    private let connection: String
    private let transport: any Transport
    private let visits: Visits
    private let day: CivilDate
    private let now: () -> Moment

    package init(
        _ connection: String, _ transport: any Transport, _ visits: Visits, on day: CivilDate,
        now: @escaping () -> Moment
    ) {
        self.connection = connection
        self.transport = transport
        self.visits = visits
        self.day = day
        self.now = now
    }

    /// `each` hears of every step as it ends.
    package func carryOut(_ order: TrialOrder, _ each: (TrialStep) -> Void = { _ in }) -> TrialOutcome {
        var outcome = TrialOutcome()
        func end(_ step: TrialStep) {
            outcome.steps.append(step)
            each(step)
        }
        let session: any Session
        do throws(Fault) { session = try transport.connect(visits.visit(connection)) } catch {
            end(.failed("login", error))
            return outcome
        }
        defer { session.close() }
        let isRemote = session.abilities.contains(.remote)
        if let key = key(session) {
            end(.done("host key", key.step))
            outcome.phrases.append(key.phrase)
        }
        if let certificate = certificate(session) {
            end(.done("certificate", certificate.step))
            outcome.phrases.append(certificate.phrase)
        }
        end(.done("login", isRemote ? "logged in" : "opened"))
        outcome.phrases.append(isRemote ? "login ok" : "folder ok")
        end(compare(session, &outcome))
        for step in read(order, session, &outcome) { end(step) }
        for folder in order.writings { end(write(folder, session, &outcome)) }
        if let step = room(order.writings.first ?? "", session, &outcome) { end(step) }
        outcome.remarks += session.remarks
        return outcome
    }

    private func key(_ session: any Session) -> (step: String, phrase: String)? {
        guard let fact = session.facts.first(where: { $0.name == "host key" }) else { return nil }
        let rule = (transport as? any KeyShowing).map { $0.keyRule ?? "trusted" } ?? ""
        let type = fact.value.split(separator: " ").first.map(String.init) ?? fact.value
        let short = type.hasPrefix("ssh-") ? String(type.dropFirst(4)) : type
        let phrase = ["key", short, rule].filter { !$0.isEmpty }.joined(separator: " ")
        return ([fact.value, rule].filter { !$0.isEmpty }.joined(separator: ", "), phrase)
    }

    /// By which certificate the server proved who it is, and for how long.
    private func certificate(_ session: any Session) -> (step: String, phrase: String)? {
        let facts = Dictionary(session.facts.map { ($0.name, $0.value) }) { first, _ in first }
        guard let subject = facts["certificate"], let ends = facts["certificate ends"] else { return nil }
        let words = [
            subject, facts["certificate issuer"].map { "issued by \($0)" }, "ends \(ends)", facts["TLS"],
            facts["certificate key"].map { "key \($0)" },
        ]
        return (words.compactMap { $0 }.joined(separator: "; "), "certificate ends \(ends)")
    }

    /// Against what the server was the last time.
    private func compare(_ session: any Session, _ outcome: inout TrialOutcome) -> TrialStep {
        do throws(Fault) {
            let drift = Drift(visits.shelf(of: connection), of: connection)
            let steady = session.facts.filter(\.isSteady)
            var isKnown = steady.isEmpty
            for fact in steady where !isKnown { isKnown = try drift.last(fact.name) != nil }
            let sentence = drift.sentence(try drift.compare(session.facts, on: day))
            if let sentence { outcome.remarks.append(sentence) }
            let words = isKnown ? "nothing has changed" : "the first visit; from now on a change is noticed"
            return .done("as before", sentence == nil ? words : "something has changed, see below")
        } catch {
            return .failed("as before", error)
        }
    }

    private func read(_ order: TrialOrder, _ session: any Session, _ outcome: inout TrialOutcome) -> [TrialStep] {
        if order.readings.isEmpty && order.writings.isEmpty { return [look("", session)] }
        var waiting = 0
        var steps: [TrialStep] = []
        for reading in order.readings {
            let name = "read \(shownFolder(reading.plan.folder))"
            do throws(Fault) {
                let found = try Waiting.count(reading.plan, session)
                waiting += found
                steps.append(.done(name, "\(counted(found, "file")) waiting for \(reading.profile)"))
            } catch {
                steps.append(.failed(name, error))
            }
        }
        if steps.contains(where: { $0.fault == nil }) { outcome.phrases.append("\(counted(waiting, "file")) waiting") }
        return steps
    }

    private func look(_ folder: String, _ session: any Session) -> TrialStep {
        let limit = 1000
        do throws(Fault) {
            var found = 0
            try session.list(folder) { _ throws(Fault) in
                found += 1
                return found < limit ? .more : .enough
            }
            let words = found < limit ? "\(found) in it" : "\(grouped(limit)) or more in it"
            return .done("read \(shownFolder(folder))", words)
        } catch  where error.code == .placeVerb {
            return .done("read \(shownFolder(folder))", "not looked at: it has no listings, files are fetched by name")
        } catch {
            return .failed("read \(shownFolder(folder))", error)
        }
    }

    private func write(_ folder: String, _ session: any Session, _ outcome: inout TrialOutcome) -> TrialStep {
        let name = "write \(shownFolder(folder))"
        let traces = OwnTraces { () throws(Fault) in
            try transport.connect(visits.visit(connection, isUrgent: true))
        }
        do throws(Fault) {
            let trial = TrialWriting(session: session, folder: folder, traces: traces, now: now)
            let skew = try trial.carryOut()
            let left = traces.sweep(session)
            guard left.isEmpty else { return .failed(name, PlaceTrial.left(left)) }
            outcome.phrases.append("write+rename+delete ok in \(shownFolder(folder))")
            let clock = "clock skew \(ClockSkew.words(skew))"
            if session.abilities.contains(.remote) || skew != 0, !outcome.phrases.contains(clock) {
                outcome.phrases.append(clock)
            }
            return .done(name, "written, renamed, read back and removed; clock \(ClockSkew.sentence(skew))")
        } catch {
            let left = traces.sweep(session)
            return .failed(name, left.isEmpty ? error : PlaceTrial.left(left, after: error))
        }
    }

    private func room(_ folder: String, _ session: any Session, _ outcome: inout TrialOutcome) -> TrialStep? {
        guard session.abilities.contains(.freeSpace) else { return nil }
        do throws(Fault) {
            guard let free = try session.freeSpace(folder) else { return nil }
            outcome.phrases.append("\(roomy(free)) free")
            return .done("room", "\(roomy(free)) free")
        } catch {
            return .failed("room", error)
        }
    }

    private static func left(_ paths: [String], after fault: Fault? = nil) -> Fault {
        let before = fault.map { "\($0.message) " } ?? ""
        return Fault(
            fault?.code ?? .placeRefused, .stop,
            "\(before)A small file of ours may be left there: \(paths.joined(separator: ", ")).",
            remedy: "\(fault.map { "\($0.remedy) " } ?? "")If it is there, remove it by hand.")
    }
}

/// A folder of a connection in sentences.
func shownFolder(_ folder: String) -> String { folder.isEmpty ? "its folder" : folder }

/// `41 GB`: for room, tenths say nothing.
func roomy(_ bytes: Int) -> String {
    bytes >= 10_000_000_000 ? "\(grouped(bytes / 1_000_000_000)) GB" : sized(bytes)
}
