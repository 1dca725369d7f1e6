import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine

struct GetFiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Bring files from a place to this machine, by hand.",
        discussion: """
            Each file comes under a temporary name and gets its own when it is whole. Nothing is changed over there, no \
            profile is involved, and the ledger knows nothing of it. The files are for you alone (mode 0600).

              exchange connections get campus outgoing/people.csv
              exchange connections get campus outgoing/people.csv --to /tmp/sample.csv
              exchange connections get campus 'outgoing/*.csv' --to . --check readback

            Exit codes: 0 all files, 6 a place or a file failed, 64 nothing of that name, or the name is taken here.
            """)

    @Argument(help: "The connection, or institution/connection.")
    var name: String
    @Argument(help: "Files over there, or patterns in quotes: 'out/*.csv'.")
    var paths: [String]
    @Option(help: ArgumentHelp("A folder here, or for one file its name.", valueName: "folder or file"))
    var to = "."
    @Flag(help: "Return only when the files are on the disk, not just with the kernel.")
    var sync = false
    @OptionGroup var options: CarryOptions

    func run() throws {
        let (root, configuration) = try options.root.configuration()
        let desk = try ConnectionDesk(name, root, configuration)
        let (folder, name) = try landing()
        let printer = CarryPrinter("get", options)
        defer { printer.clear() }
        let session = try desk.connect()
        defer { session.close() }
        let order = Getting.Order(
            paths, into: folder, name: name, isReplacing: options.replace, isFlushed: sync, check: options.check)
        try Getting(session, order, progress: printer.progress).carryOut(printer.ended)
        printer.finish()
        if let first = printer.first { throw Ending(end: first.end) }
    }

    /// An existing folder, or the folder above a name.
    private func landing() throws(Fault) -> (Folder, String?) {
        do throws(Fault) { return (try Folder.open(to), nil) } catch {
            guard error.code == .machineMissing else { throw error }
        }
        guard paths.count == 1, !Getting.isPattern(paths[0]), !to.hasSuffix("/") else {
            throw Fault(
                .connectionsFolder, .stop, "There is no folder '\(to)' here.",
                remedy: "Make it first, or name another after --to.")
        }
        guard let slash = to.lastIndex(of: "/") else { return (try Folder.open("."), to) }
        let above = slash == to.startIndex ? "/" : String(to[..<slash])
        return (try Folder.open(above), String(to[to.index(after: slash)...]))
    }
}
