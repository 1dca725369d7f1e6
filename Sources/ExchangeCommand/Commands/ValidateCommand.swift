import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Setup

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Every opinion about one file, without doing anything with it.",
        discussion: """
            With --profile, the file is read exactly as that profile would read it, through its own transformers if it \
            has any, but not compared with the last load. Without, its content decides what it \
            is taken for; that guess is named, and so is what could not be checked.

              exchange validate students.csv --profile sis-import
              exchange validate users_20261121.zip

            Exit codes: 0 it would be accepted, 1 with rejects, 5 it would be refused.
            """)

    @Argument(help: "The file.", completion: .file())
    var file: String
    @Option(help: "Read it as this profile does.")
    var profile: String?
    @Option(help: "Read it as this feed does (see 'exchange profiles list --feeds').")
    var feed: String?
    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let report = Report()
        let opened = try FileOnDisk(measuring: try plainFile(), name: PlacePath.last(file))
        let opinion = try opinion(opened, report)
        OpinionPrinter(opinion, report).print(asJSON: json.isOn)
        throw Ending(end: opinion.end)
    }

    /// A name that is wrong on the command line is a mistake in the call, not of this machine.
    private func plainFile() throws(Fault) -> OpenFile {
        do throws(Fault) { return try Folder.openAnywhere(file) } catch {
            guard error.code != .machineFile else { throw error }
            throw Fault(.commandFile, .stop, error.message, context: error.context)
        }
    }

    private func opinion(_ file: FileOnDisk, _ report: Report) throws -> Opinion {
        if let profile {
            let (folder, configuration) = try root.configuration()
            let found = try SetupPrinter.insist(folder) { () throws(SetupFailure) in try configuration.profile(profile)
            }
            let limits = found.plan.limits
            report.naming = try folder.naming(of: found.institution)
            report.source = Swift.type(of: found.plan.feed).source
            return Opinion(feed: found.feedName, takenFor: "a file of profile \(profile)", report, limits: limits) {
                () throws(Fault) in
                try validate(file, found, folder, report)
                return []
            }
        }
        let (type, words) = try guess(file)
        report.source = type.source
        return Opinion(feed: type.name, takenFor: words, report) { () throws(Fault) in
            try type.examine(file, report: report)
        }
    }

    /// As a run would read it: through the profile's own programs, where it names some.
    private func validate(
        _ file: FileOnDisk, _ profile: Profile, _ folder: RootFolder, _ report: Report
    ) throws(Fault) {
        let plan = profile.plan
        let now = try TimeZoneFile.zone(named: plan.zone).civil(WallClock.now())
        guard !plan.transformers.isEmpty else {
            return try plan.feed.validate(file, now: now, outside: nil, report: report)
        }
        let workspace = try Workspace(folder.state(of: profile.institution.name))
        let trial = try OutsideTrial(
            plan, now: now, in: workspace, owner: ProcessIdentity.current, abort: Interruption.listen())
        let fault: Fault?
        do throws(Fault) {
            try plan.feed.validate(file, now: now, outside: trial?.chain, report: report)
            fault = nil
        } catch { fault = error }
        try trial?.end()
        if let fault { throw fault }
    }

    private func guess(_ file: FileOnDisk) throws(Fault) -> (any Feed.Type, String) {
        if let feed {
            if let type = Catalog.plugIns.feed(feed) {
                return (type, try type.recognise(file) ?? "a file of feed \(feed)")
            }
            let names = Catalog.feeds.map { $0.name }
            let hint = nearest(feed, among: names).map { " Did you mean '\($0)'?" } ?? ""
            throw Fault(.commandFeed, .stop, "There is no feed '\(feed)'.\(hint)")
        }
        for type in Catalog.feeds {
            if let words = try type.recognise(file) { return (type, words) }
        }
        throw Fault(.commandFeed, .stop, "No feed knows what \(file.name) is.")
    }
}
