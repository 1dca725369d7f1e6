import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine

struct PutFiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put", abstract: "Bring files of this machine to a place, by hand.",
        discussion: """
            Each file is written under a temporary name (.x-put-…) and renamed when it is whole. No profile is involved, \
            and the ledger knows nothing of it: what a library system is to load belongs into 'exchange run'.

              exchange connections put alma people.zip --to sis
              exchange connections put alma people.zip --to sis --as test.zip --replace
              exchange connections put alma samples/*.csv --to inbox --check readback

            Exit codes: 0 all files, 6 a place or a file failed, 64 the name is taken there, 8 a file here failed.
            """)

    @Argument(help: "The connection, or institution/connection.")
    var name: String
    @Argument(help: "Files here.", completion: .file())
    var files: [String]
    @Option(help: ArgumentHelp("A folder below the connection's own.", valueName: "folder"))
    var to = ""
    @Option(name: .customLong("as"), help: ArgumentHelp("What the one file is called there.", valueName: "name"))
    var other: String?
    @Flag(help: "Return only when the files are on the server's disk, where it can say so.")
    var sync = false
    @OptionGroup var options: CarryOptions

    func validate() throws {
        if other != nil, files.count > 1 { throw ValidationError("--as names one file, and there are several.") }
    }

    func run() throws {
        let (root, configuration) = try options.root.configuration()
        let desk = try ConnectionDesk(name, root, configuration)
        let printer = CarryPrinter("put", options)
        defer { printer.clear() }
        let session = try desk.connect()
        defer { session.close() }
        let order = Putting.Order(
            files, to: to, name: other, isReplacing: options.replace, isFlushed: sync, check: options.check)
        let putting = Putting(
            session, again: { () throws(Fault) in try desk.connectUrgently() }, order, progress: printer.progress)
        let left = try putting.carryOut(printer.ended)
        printer.finish()
        if !left.isEmpty {
            let names = shown(left.joined(separator: ", "))
            Terminal.complain("exchange: temporary files of ours stay there, remove them by hand: \(names)")
        }
        if let first = printer.first { throw Ending(end: first.end) }
        if !left.isEmpty { throw Ending(end: .transport) }
    }
}
