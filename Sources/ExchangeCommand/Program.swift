import ArgumentParser
import Engine
import Exchange
import Glibc

/// The program `exchange`. `main` maps everything that can go wrong to an exit code of ours; nothing is left to the
/// argument parser, whose default of 1 would read as "done with rejects".
@main
struct Program: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "exchange",
        abstract: "Carries files between a library system and the campus, and says what happened.",
        discussion: """
            A profile (one YAML file) says which files to fetch, what they mean, and where the result goes. \
            'exchange run sis-import' does it once; cron or a timer does it every night.

            Start here:
              exchange profiles new NAME --from FILE   a first profile, from a file of yours
              exchange profiles list              what there is
              exchange profiles explain NAME      what a profile does, in plain English
              exchange profiles check             is everything written correctly?
              exchange schedule                   when what runs next
              exchange doctor                     is anything missing on this machine?
              exchange connections test           can the places be reached, read and written?
              exchange run NAME --dry-run         do everything but send
              exchange run NAME                   do it
              exchange report                     what the last run did, and who must act
              exchange why IDENTIFIER             what became of one person
              exchange reconcile                  what was sent, and what came back: invoices, fees
              exchange edi show FILE              vendors' invoices in plain words, and what is wrong with them

            Exit codes: 0 done, 1 done with rejects, 2 held, 3 nothing to do, 4 an expected file is missing, \
            5 the input was refused, 6 a place could not be reached, 7 configuration, 8 internal, 64 usage, 75 busy.
            """,
        version: version,
        subcommands: [
            RunCommand.self, ReleaseCommand.self, SettleCommand.self, ValidateCommand.self, CompareCommand.self,
            ProfilesCommand.self, ScheduleCommand.self, DaemonCommand.self, ConnectionsCommand.self, ReportCommand.self,
            ReconcileCommand.self,
            WhyCommand.self, EDICommand.self,
            HistoryCommand.self,
            StatusCommand.self, LookCommand.self, MetricsCommand.self,
            ExplainCommand.self,
            AuditCommand.self, ProveCommand.self,
            NoticesCommand.self, PruneCommand.self, LedgerCommand.self, DoctorCommand.self,
            CompletionsCommand.self,
        ])

    static func main() {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch let ending as Ending {
            Glibc.exit(Int32(ending.end.rawValue))
        } catch let fault as Fault {
            FaultPrinter.print(fault)
            Glibc.exit(Int32(fault.end.rawValue))
        } catch {
            leave(error)
        }
    }

    /// What was written on the command line. `--root` belongs to the subcommands, but people write it first as well:
    /// then it stands for EXCHANGE_ROOT.
    private static var arguments: [String] {
        var words = Array(CommandLine.arguments.dropFirst())
        if words.count > 1, words[0] == "--root" {
            setenv("EXCHANGE_ROOT", words[1], 1)
            words.removeFirst(2)
        } else if let first = words.first, first.hasPrefix("--root=") {
            setenv("EXCHANGE_ROOT", String(first.dropFirst("--root=".count)), 1)
            words.removeFirst()
        }
        return words
    }

    /// Help and version are no errors; everything else the parser says is a mistake in the call.
    private static func leave(_ error: any Error) -> Never {
        let text = fullMessage(for: error)
        if exitCode(for: error) == .success {
            print(text)
            Glibc.exit(0)
        }
        Terminal.complain(text)
        Glibc.exit(Int32(End.usage.rawValue))
    }
}

/// Thrown by a command that has said all there is to say.
struct Ending: Error {
    let end: End
}
