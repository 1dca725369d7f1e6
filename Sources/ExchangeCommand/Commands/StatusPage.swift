import Engine
import Exchange
import Ledger
import Setup

/// What `exchange status` shows of one institution.
struct StatusPage {
    struct Line: Encodable {
        let profile: String
        let attention: Bool
        let last: RunLine?
        /// What is wrong with the profile itself, if so: it cannot run.
        let trouble: String?
        /// Seconds since the newest run ended that went well, and since the newest that delivered.
        let successAge: Int?
        let deliveredAge: Int?
        /// Files the receiver had not taken when somebody last looked.
        let untaken: Int
        /// What is late, and not yet missing.
        let late: String?
        let standing: ProfileStanding

        private enum CodingKeys: CodingKey {
            case profile, attention, last, trouble, successAge, deliveredAge, untaken, late
        }
    }

    struct DaemonLine {
        let attention: Bool
        let words: String
    }

    let profiles: [Line]
    /// Nil where there never was one.
    let daemon: DaemonLine?
    let heartbeat: Heartbeat?
    /// Why the ledger takes no changes, if so.
    let refusal: Fault?

    init(
        of institution: String, only: String?, _ desk: Desk, _ folder: RootFolder, _ configuration: Configuration,
        at now: Moment
    ) throws(Fault) {
        let beat = try Heartbeat.read(in: folder.daemonState)
        heartbeat = beat
        refusal = desk.ledger.refusal
        daemon = beat.map { DaemonLine(attention: $0.isLate(at: now), words: $0.words(at: now)) }
        var lines: [Line] = []
        for name in StatusPage.names(of: institution, configuration) where only.map({ $0 == name.profile }) ?? true {
            lines.append(try StatusPage.line(name, institution, desk, configuration, now))
        }
        profiles = lines
    }

    /// Each profile, and behind it what it is aimed at otherwise.
    private static func names(of institution: String, _ configuration: Configuration) -> [ProfileName] {
        configuration.profileNames.filter { $0.institution == institution }.flatMap { name in
            [name] + configuration.targets(of: name).map(name.aimed)
        }
    }

    private static func line(
        _ name: ProfileName, _ institution: String, _ desk: Desk, _ configuration: Configuration, _ now: Moment
    ) throws(Fault) -> Line {
        let standing = try ProfileStanding(
            name.profile, of: institution, desk.ledger, desk.workspace,
            late: try ExpectedArrival.late(name, configuration, desk.ledger, now: now))
        let end = try standing.last.flatMap { row throws(Fault) in
            try HeldRuns(desk.ledger, desk.workspace).title(of: row)
        }
        let trouble = StatusPage.trouble(name, configuration)
        let untaken = standing.untaken?.files.count ?? 0
        return Line(
            profile: name.profile,
            attention: !isCalm(standing.last, end) || standing.isMissing || trouble != nil || untaken > 0
                || standing.late != nil,
            last: standing.last.map { RunLine($0, end: end) }, trouble: trouble,
            successAge: standing.lastSuccess.map { max(0, now.seconds - $0.seconds) },
            deliveredAge: standing.lastDelivery.map { max(0, now.seconds - $0.seconds) }, untaken: untaken,
            late: standing.late, standing: standing)
    }

    private static func isCalm(_ row: RunRow?, _ end: String?) -> Bool {
        let calm: [End] = [.done, .doneWithRejects, .nothingToDo]
        // What was held and then overtaken needs nobody any more.
        return row.map { row in row.end.map { calm.contains($0) || $0.title != end } ?? false } ?? true
    }

    /// Why the profile could not even start.
    private static func trouble(_ name: ProfileName, _ configuration: Configuration) -> String? {
        do throws(SetupFailure) {
            _ = try configuration.profile(name.description)
            return nil
        } catch {
            guard case .complaints(let complaints) = error else { return error.fault.message }
            return "\(counted(complaints.all.count, "complaint")): exchange profiles check \(name.profile)"
        }
    }
}
