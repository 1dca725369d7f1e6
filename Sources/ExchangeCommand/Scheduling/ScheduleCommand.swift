import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Schedule
import Setup

struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "When profiles run next, in local time and UTC, and why then.",
        discussion: """
            Shows what the profiles' schedules come to: holidays and blackouts, and the nights on which the clock jumps. \
            Nothing is started, and no ledger is read.

              exchange schedule                              the next ten runs of all profiles
              exchange schedule sis-import --next 3
              exchange schedule sis-import --year 2027       every run of the year
              exchange schedule --from 2027-03-13 --json

            MARK says what the wall clock does: 'gap' where it jumps over the time, which then runs at the first moment \
            after; 'fold' where it shows the time twice, which runs the first time only. 'not run' are times that a \
            calendar keeps from running. The first column is what 'exchange run --slot' is given.
            """)

    @Argument(
        help: "The profile, or institution/profile; all of them if left out.",
        completion: .custom { _, _, _ in ProfileNames.all() })
    var profile: String?

    @Option(help: ArgumentHelp("How many runs; 10 if left out.", valueName: "number"))
    var next: Int?

    @Option(help: ArgumentHelp("Every run of this year, in each profile's zone.", valueName: "year"))
    var year: Int?

    @Option(
        help: ArgumentHelp("From then on, not from now: 2027-03-13, or 2027-03-13T12:00.", valueName: "time"))
    var from: String?

    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        if let next, !(1...100_000).contains(next) { throw ValidationError("--next is 1 to 100000.") }
        if let year, !(1970...9990).contains(year) { throw ValidationError("--year is a year such as 2027.") }
        if year != nil, next != nil || from != nil { throw ValidationError("--year goes without --next and --from.") }
    }

    func run() throws {
        let (folder, configuration) = try root.configuration()
        let (tables, failed) = try tables(folder, configuration)
        var lines: [ScheduleLine] = []
        for (name, table) in tables {
            for slot in try slots(table) { lines.append(ScheduleLine(slot, table, profile: name)) }
        }
        lines.sort { ($0.order, $0.profile) < ($1.order, $1.profile) }
        if year == nil { lines = ScheduleLine.first(next ?? 10, of: lines) }
        show(lines, hasTables: !tables.isEmpty)
        if failed { throw Ending(end: .configuration) }
    }

    /// The schedules asked for, by the names people type, and whether a profile was not whole.
    private func tables(_ folder: RootFolder, _ configuration: Configuration) throws -> ([(String, Timetable)], Bool) {
        var failed = false
        var found: [(String, Timetable)] = []
        let names = profile.map { [$0] } ?? configuration.profileNames.map(\.description)
        for name in names {
            do throws(SetupFailure) {
                let profile = try configuration.profile(name)
                guard let plan = profile.schedule else { continue }
                let isOwn = profile.institution.name == configuration.defaultInstitution.name
                let zone: TimeZoneData
                do { zone = try TimeZoneFile.zone(named: profile.plan.zone) } catch { throw .fault(error) }
                found.append(
                    (
                        isOwn ? profile.name.profile : profile.name.description,
                        Timetable(plan, zone: zone, name: profile.name.description)
                    ))
            } catch {
                guard profile == nil, case .complaints(let complaints) = error else {
                    return try SetupPrinter.insist(folder) { () throws(SetupFailure) in throw error }
                }
                failed = true
                let count = counted(complaints.all.count, "complaint")
                Terminal.complain("exchange: \(name) is not whole (\(count)): exchange profiles check \(name)")
            }
        }
        return (found, failed)
    }

    private func slots(_ table: Timetable) throws(Fault) -> [Slot] {
        if let year, let first = CivilDate(year: year, month: 1, day: 1),
            let last = CivilDate(year: year + 1, month: 1, day: 1)
        {
            let ends = [first, last].map { table.zone.moment($0, hour: 0, minute: 0, second: 0) }
            return table.outlook(ends[0]..<ends[1])
        }
        let start = try from.map { text throws(Fault) in try TimeText.moment(text, in: table.zone) } ?? WallClock.now()
        // One second back: a slot at the very moment that was named is one of those from then on.
        let before = Moment(seconds: start.seconds - (from == nil ? 0 : 1))
        let runs = table.next(next ?? 10, after: before)
        guard let last = runs.last else { return [] }
        let kept = Set(runs.map(\.id))
        let skipped = table.outlook(start..<last.at).filter { $0.skipped != nil && !kept.contains($0.id) }
        return (runs + skipped).sorted { ($0.at, $0.nominal) < ($1.at, $1.nominal) }
    }

    private func show(_ lines: [ScheduleLine], hasTables: Bool) {
        if json.isOn { return Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        if !hasTables {
            let whose = profile.map { "\($0) has" } ?? "No profile has"
            return print("\(whose) \(profile == nil ? "a" : "no") schedule: see 'schedule' in Profiles/README.md.")
        }
        var table = TextTable(["SLOT", "STARTS", "UTC", "PROFILE", "MARK", "WHY"])
        for line in lines {
            table.add([
                line.slot, line.starts, line.utc, line.profile, line.skipped == nil ? line.mark ?? "" : "not run",
                line.why,
            ])
        }
        table.print()
    }
}
