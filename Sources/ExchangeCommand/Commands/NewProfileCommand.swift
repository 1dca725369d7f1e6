import ArgumentParser
import Engine
import Exchange
import Feeds
import Glibc
import Machine
import Setup

struct NewProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "A first profile, guessed from a file of the campus.",
        usage: "exchange profiles new <name> --from <file> [<options>]",
        discussion: """
            Looks at a sample (a whole extract will do: CSV, JSON, JSON Lines or columns of fixed width), guesses how it is written and which column is which field, and \
            writes Profiles/<name>.yaml with a line 'TODO' for each question left. Codes it finds get a list beside it. \
            Nothing that exists is overwritten, and no person's data gets into what is written.

              exchange profiles new sis-import --from people_20261120.csv
              exchange profiles new north/sis-import --from people.txt --root /srv/library
            """)

    @Argument(help: "What the profile is to be called: letters, digits, '-' and '_'; or institution/profile.")
    var name: String
    @Option(
        name: .customLong("from"), help: ArgumentHelp("The sample.", valueName: "file"), completion: .file())
    var sample: String
    @Option(
        help: "What the profile is for (see 'exchange profiles list --feeds').", completion: .list(NewProfile.feeds))
    var feed = SISUsersFeed.name
    @Option(help: ArgumentHelp("Where the campus leaves its files.", valueName: "name"))
    var sourceConnection = "campus"
    @Option(help: ArgumentHelp("Where the library system fetches its files.", valueName: "name"))
    var targetConnection = "alma"
    @OptionGroup var root: RootOptions

    private static let feeds = Catalog.feeds.filter { $0 is any ProfileStarter.Type }.map { $0.name }

    func run() throws {
        let starter = try starter()
        let site = try NewSite(path: RootFolder.starting(root.root), profile: name)
        let file = try PlainFile.open(sample)
        let today = CivilDate(daysSince1970: WallClock.now().seconds / 86_400)
        let draft = try starter.draft(from: file, facts: StartFacts(today: today, listPath: site.freeList))
        let sheets = NewSheets(
            site: site, draft: draft, feed: feed, sample: sample, source: sourceConnection, target: targetConnection)
        try site.write(sheets.files, folders: sheets.folders)
        NewProfilePrinter(site: site, draft: draft, sheets: sheets, root: root.root).print()
    }

    private func starter() throws(Fault) -> any ProfileStarter.Type {
        guard let type = Catalog.plugIns.feed(feed) else {
            let hint = nearest(feed, among: NewProfile.feeds).map { " Did you mean '\($0)'?" } ?? ""
            throw Fault(.commandFeed, .stop, "There is no feed '\(feed)'.\(hint)")
        }
        guard let starter = type as? any ProfileStarter.Type else {
            throw Fault(.commandStarter, .stop, "The feed '\(feed)' cannot guess a profile from a sample.")
        }
        return starter
    }
}

/// A file named on the command line.
enum PlainFile {
    /// A name that is wrong there is a mistake in the call, not of this machine.
    static func open(_ path: String) throws(Fault) -> FileOnDisk {
        let file: OpenFile
        do throws(Fault) { file = try Folder.openAnywhere(path) } catch {
            guard error.code != .machineFile else { throw error }
            throw Fault(.commandFile, .stop, error.message, context: error.context)
        }
        return try FileOnDisk(measuring: file, name: PlacePath.last(path))
    }
}
