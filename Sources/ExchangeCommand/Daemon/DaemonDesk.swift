import Daemon
import Exchange
import Glibc
import Machine
import Schedule
import Setup

/// Reads the configuration for the daemon: whole, from a copy that all its runs then see, or not at all.
final class DaemonDesk {
    typealias Found = (duties: [Duty], capacity: Capacity)

    private let folder: RootFolder
    private let keeping: DaemonFolder
    private let say: (DaemonEvent) -> Void
    /// The one in force comes last; a run begun a moment ago may be about to read the one before.
    private var copies: [ConfigurationCopy] = []
    private var bounds: [String: RunBounds] = [:]

    init(_ folder: RootFolder, _ keeping: DaemonFolder, _ say: @escaping (DaemonEvent) -> Void) {
        self.folder = folder
        self.keeping = keeping
        self.say = say
    }

    /// What a daemon begins with: the configuration, or where it is not whole the one that the last daemon took. A machine
    /// that starts again must not leave thirty institutions without their runs for one's typing error. Nil where there is
    /// neither; the complaints have been said.
    func begin() throws(Fault) -> Found? {
        if let found = try read() { return found }
        guard let copy = try ConfigurationCopy.taken(in: keeping),
            let found = try? DaemonDesk.duties(folder.seeing(copy.path))
        else { return nil }
        take(found, copy)
        let day = copy.made.map { " (of \(CivilTime($0, offset: 0, abbreviation: "UTC")))" } ?? ""
        say(
            DaemonEvent(
                "configuration.kept", .error,
                "The daemon begins with the configuration it took last\(day). Mend the mistakes, see 'exchange profiles "
                    + "check', then reload.", ["profiles": "\(found.duties.count)"]))
        return found
    }

    /// Nil where it is not whole; the complaints have been said.
    private func read() throws(Fault) -> Found? {
        let copy = try ConfigurationCopy(of: folder.profiles, in: keeping)
        let found: Found
        do throws(SetupFailure) { found = try DaemonDesk.duties(folder.seeing(copy.path)) } catch {
            copy.remove()
            switch error {
            case .fault(let fault): throw fault
            case .complaints(let complaints): refuse(complaints)
            }
            return nil
        }
        try copy.take(in: keeping)
        take(found, copy)
        return found
    }

    private func take(_ found: Found, _ copy: ConfigurationCopy) {
        copies.append(copy)
        copies = Array(copies.suffix(2))
        bounds = Dictionary(found.duties.map { ($0.name, $0.bounds) }) { $1 }
        ConfigurationCopy.clear(in: keeping, but: copies)
    }

    /// As `read`, where there is a configuration in force already.
    func readAgain() -> Found? {
        do throws(Fault) {
            guard let found = try read() else { return nil }
            say(
                DaemonEvent(
                    "configuration.taken", .info,
                    "The configuration was read again: \(counted(found.duties.count, "profile")) "
                        + "with a schedule.", ["profiles": "\(found.duties.count)"]))
            return found
        } catch {
            say(DaemonEvent("configuration.refused", .error, "\(error.message) The one before stays in force."))
            return nil
        }
    }

    /// `exchange run` with the configuration in force.
    func launch(_ assignment: Assignment) -> ChildLaunch {
        let isLook = assignment.duty.hasSuffix(DaemonDesk.lookMark)
        let profile = isLook ? String(assignment.duty.dropLast(DaemonDesk.lookMark.count)) : assignment.duty
        let bounds = bounds[assignment.duty] ?? RunBounds()
        var words = ["run", profile, "--root", folder.path, "--supervised"]
        words += ["--memory", "\(bounds.memory)", "--cpu", "\(bounds.cpu)"]
        if let end = assignment.lastEnd { words += ["--last-end", end] }
        // A slot is taken once. What is tried again goes on with its run, or begins another; and a look is no slot of the
        // profile's own.
        if !assignment.isRetry, !isLook { words += ["--slot", assignment.slot] }
        var environment = Environment.all
        if let copy = copies.last { environment[RootFolder.copyVariable] = copy.path }
        // The service manager is told by the daemon only.
        environment["NOTIFY_SOCKET"] = nil
        environment["WATCHDOG_USEC"] = nil
        return ChildLaunch(DaemonDesk.program, words, environment: environment, leadsSession: true)
    }

    /// Behind a profile's name: the duty to look whether something is missing.
    private static let lookMark = "#expected"

    /// The file we were started from, even if another has its name by now: a run never meets a newer state than it knows.
    private static let program = "/proc/\(getpid())/exe"

    private func refuse(_ complaints: Complaints) {
        let lines = complaints.sorted().all.map { "\($0.mark): \($0.message)" }
        let isFirst = copies.isEmpty
        let rest = isFirst ? "" : " The one before stays in force."
        for line in lines.prefix(20) { say(DaemonEvent("configuration.complaint", .error, line)) }
        say(
            DaemonEvent(
                "configuration.refused", .error,
                "The configuration has \(counted(lines.count, "mistake")) and was not taken.\(rest)",
                ["mistakes": "\(lines.count)"]))
    }

    private static func duties(_ folder: RootFolder) throws(SetupFailure) -> Found {
        let configuration = try folder.configuration()
        var zones: [String: TimeZoneData] = [:]
        var duties: [Duty] = []
        var wrong: [Complaint] = []
        var connections: [String: Int] = [:]
        var institutions: [String: Int] = [:]
        for institution in configuration.institutions {
            if let runs = institution.limits.runs { institutions[institution.name] = runs }
            for (name, limit) in institution.limits.connections { connections["\(institution.name)/\(name)"] = limit }
        }
        for name in configuration.profileNames {
            do throws(SetupFailure) {
                duties += try self.duties(of: try configuration.profile(name.description), &zones)
            } catch {
                guard case .complaints(let complaints) = error else { throw error }
                wrong += complaints.all
            }
        }
        if !wrong.isEmpty { throw .complaints(Complaints(wrong)) }
        let total = configuration.limits.runs ?? DaemonDesk.runs
        return (duties, Capacity(total: total, institutions: institutions, connections: connections))
    }

    /// Most of a run is waiting for places: three seconds, with a tenth of one of computing (measured, a small file over SFTP).
    private static var runs: Int { max(16, 16 * sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Its runs, and a look at each time from which something is missing.
    private static func duties(of profile: Profile, _ zones: inout [String: TimeZoneData]) throws(SetupFailure)
        -> [Duty]
    {
        guard let plan = profile.schedule else { return [] }
        let zone: TimeZoneData
        // Read once: profiles of one zone share what it says.
        if let known = zones[profile.plan.zone] {
            zone = known
        } else {
            do { zone = try TimeZoneFile.zone(named: profile.plan.zone) } catch { throw .fault(error) }
            zones[profile.plan.zone] = zone
        }
        let own = profile.institution.name
        let places = Set([profile.plan.pickup.connection, profile.plan.delivery.connection]).sorted()
        let name = profile.name.description
        func duty(_ name: String, _ plan: SchedulePlan) -> Duty {
            Duty(
                name: name, institution: own, timetable: Timetable(plan, zone: zone, name: name),
                connections: places.map { "\(own)/\($0)" }, bounds: profile.plan.bounds)
        }
        let looks = profile.expectations.flatMap(\.lookLines).compactMap { try? CronLine($0) }
        let runs = [duty(name, plan)]
        return looks.isEmpty ? runs : runs + [duty(name + lookMark, SchedulePlan(lines: looks, catchUp: .latest))]
    }
}
