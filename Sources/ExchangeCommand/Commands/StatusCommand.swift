import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Machine
import Setup

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Each profile's last run, and whether somebody must act.",
        usage: """
            exchange status [<profile>] [--institution <name>] [--json]
            exchange status [<profile>] --check [--warning <age>] [--critical <age>] [--institution <name>]
            """,
        discussion: """
            Exit code 0 when nothing needs a person, 2 when something does: made for monitoring. So do notices that reached \
            nobody.

              exchange status
              exchange status sis-import@sandbox
              exchange status --json

            With --check: one line and the codes of Nagios, Icinga and monit: 0 OK, 1 WARNING (a file late or not taken, an \
            old success), 2 CRITICAL (held, failed, missing, in doubt, a silent daemon), 3 UNKNOWN.

              exchange status --check
              exchange status sis-import --check --warning 26h --critical 50h
            """)

    @Argument(help: "Only this profile.", completion: .custom { _, _, _ in ProfileNames.all() })
    var profile: String?
    @Flag(help: "One line with numbers, and exit codes as monitoring expects them.")
    var check = false
    @Option(help: ArgumentHelp("With --check: a warning if the last success is so old.", valueName: "age"))
    var warning: String?
    @Option(help: ArgumentHelp("With --check: critical if the last success is so old.", valueName: "age"))
    var critical: String?
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        if !check, warning != nil || critical != nil {
            throw ValidationError("--warning and --critical go with --check.")
        }
        if check, json.isOn { throw ValidationError("--check is one line: no --json.") }
        for age in [warning, critical].compactMap(\.self) where Settings.milliseconds(age) == nil {
            throw ValidationError("'\(age)' is no age: write 90m, 26h or 2d.")
        }
    }

    func run() throws {
        if check { return try checked() }
        let (page, unsent) = try page()
        if json.isOn { Terminal.put(Engine.json(page.profiles), on: STDOUT_FILENO) } else { show(page) }
        if let unsent, !json.isOn { print(unsent) }
        if let refusal = page.refusal { FaultPrinter.print(refusal) }
        if page.refusal != nil || page.profiles.contains(where: \.attention) || page.daemon?.attention == true
            || unsent != nil
        {
            throw Ending(end: .held)
        }
    }

    /// What there is to say, and which notices reached nobody.
    private func page() throws -> (StatusPage, unsent: String?) {
        let (folder, configuration) = try institution.root.configuration()
        try institution.insist(on: profile, configuration)
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let found = try StatusPage(
            of: try institution.name(configuration), only: profile, desk, folder, configuration, at: WallClock.now())
        return (found, try NoticeTroubles(desk.ledger, now: WallClock.now()).sentence)
    }

    /// Whatever goes wrong is `UNKNOWN`: a monitor that reads 7 or 8 would not know what to do.
    private func checked() throws {
        func seconds(_ age: String?) -> Int? { age.flatMap(Settings.milliseconds).map { $0 / 1000 } }
        let health = HealthCheck(now: WallClock.now(), warning: seconds(warning), critical: seconds(critical))
        var answer: (state: HealthCheck.State, text: String)
        do {
            let (page, _) = try page()
            let remarks = page.profiles.flatMap { health.remarks($0.standing, end: $0.last?.end, trouble: $0.trouble) }
            let more = health.remarks(page.heartbeat) + health.remarks(page.refusal)
            answer = health.line(page.profiles.map(\.standing), remarks + more)
        } catch let fault as Fault {
            answer = (.unknown, HealthCheck.line(.unknown, fault.message))
        } catch {
            answer = (.unknown, HealthCheck.line(.unknown, "the configuration is not whole: exchange profiles check"))
        }
        print(answer.text)
        fflush(nil)
        Glibc.exit(Int32(answer.state.rawValue))
    }

    private func show(_ page: StatusPage) {
        var table = TextTable(["", "PROFILE", "LAST RUN", "CLOCK", "END", "DELIVERED", "WHAT HAPPENED"])
        for line in page.profiles {
            let mark = line.attention ? "!" : ""
            let end = line.trouble == nil ? line.last?.end ?? "" : End.configuration.title
            let untaken = line.untaken > 0 ? "\(counted(line.untaken, "file")) not taken. " : ""
            let late = line.late.map { "Late, not yet missing: \($0). " } ?? ""
            let words = line.trouble ?? late + untaken + (line.last?.summary ?? "")
            let age = line.deliveredAge.map { "\(Lateness.words($0)) ago" } ?? "never"
            table.add([mark, line.profile, line.last?.run ?? "never", line.last?.clock ?? "", end, age, words])
        }
        table.print()
        if let daemon = page.daemon { print("\(daemon.attention ? "! " : "")daemon: \(daemon.words)") }
    }
}
