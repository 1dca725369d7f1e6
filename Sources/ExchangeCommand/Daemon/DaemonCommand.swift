import ArgumentParser
import Daemon
import Exchange
import Glibc
import Machine
import Setup

struct DaemonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daemon",
        abstract: "Begin each profile's runs when its schedule says so.",
        discussion: """
            The daemon decides when; each run is 'exchange run' in a process of its own, as by hand or by cron: same locks, \
            same reports. Without the daemon nothing is lost: cron may call 'exchange run' instead.

              exchange daemon                        until it is stopped
              exchange daemon --log json             one JSON object a line, for a collector of logs
              exchange schedule                      when what runs next

            It works with the configuration as it was when it began. After a change: 'exchange profiles check', then \
            'systemctl reload exchange', or send the process SIGHUP. A configuration with a mistake in it is refused, the \
            mistake is logged, and the daemon goes on with the one it has; one that begins goes on with the one that was taken \
            last.

            SIGTERM stops it: runs stop at their next safe point, within 30 seconds, and go on when it is back. It may be \
            killed at any moment, and so may its runs.

            Exit codes: 0 stopped, 7 configuration and none to go on with, 75 where another daemon is at work on the same state.
            """)

    @OptionGroup var root: RootOptions

    @Option(help: ArgumentHelp("How its log looks: text or json.", valueName: "kind"))
    var log = LineLog.Kind.text

    @Option(help: ArgumentHelp("Say less or more: debug, info, warning, error.", valueName: "level"))
    var level = "info"

    func validate() throws {
        if DaemonEvent.Level(rawValue: level) == nil {
            throw ValidationError("--level is debug, info, warning or error.")
        }
    }

    func run() throws {
        let folder = try root.folder()
        let keeping = try DaemonFolder("\(folder.stateFolder)/daemon")
        let line = LineLog(log, from: DaemonEvent.Level(rawValue: level) ?? .info)
        let desk = DaemonDesk(folder, keeping, line.say)
        guard let first = try desk.begin() else { throw Ending(end: .configuration) }
        if first.duties.isEmpty {
            throw Fault(.daemonIdle, .stop, "No profile in \(folder.path)/Profiles has a schedule.")
        }
        let supervisor = try Supervisor(
            first.duties, first.capacity, keeping,
            Supervisor.Surroundings(launch: desk.launch, reload: desk.readAgain, say: line.say))
        line.say(
            DaemonEvent(
                "daemon.begun", .info,
                "The daemon attends to \(counted(first.duties.count, "profile")) in \(folder.path)/Profiles.",
                ["profiles": "\(first.duties.count)", "pid": "\(getpid())", "version": Program.version]))
        supervisor.work()
        line.say(DaemonEvent("daemon.ended", .info, "The daemon has ended."))
    }
}
