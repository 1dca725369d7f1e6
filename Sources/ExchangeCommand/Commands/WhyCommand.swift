import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Setup

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "What became of one record: when it was last delivered, and what has come in between.",
        usage: "exchange why <identifier> [--profile <profile>] [--values] [--json]",
        discussion: """
            Looks into the last delivered load, the reports and the lists of changes, as far as they are kept. The \
            identifier may be any the load has: a primary id, a barcode. Only who may read the institution's state \
            folder can ask.

              exchange why 900123456
              exchange why 900123456 --profile sis-import@sandbox
              exchange why 900123456 --values        and everything that was sent about it

            Exit codes: 0 something is known of it, 3 nothing is.
            """)

    @Argument(help: "The record's identifier.")
    var identifier: String
    @Option(help: "Only this profile, or profile@target; all of the institution's if left out.")
    var profile: String?
    @Flag(help: "Show every value that was sent, names and addresses as well.")
    var values = false
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let asked = profile.map { ["\(name)/\($0)"] }
        let all = configuration.profileNames.filter { $0.institution == name }.map(\.description)
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        var stories: [RecordStory] = []
        for profile in asked ?? all {
            let found = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
                try configuration.profile(profile)
            }
            let tracing = RecordTracing(
                found.plan, desk.ledger, desk.workspace, naming: try folder.naming(of: found.institution)
            ) { (path, identifier) throws(Fault) in try ChangesFile(path)?.rows(of: identifier) }
            stories += try tracing.stories(of: identifier, withPersonal: values)
        }
        let known = stories.filter(\.isKnown)
        show(known.isEmpty ? stories : known)
        throw Ending(end: known.isEmpty ? .nothingToDo : .done)
    }

    private func show(_ stories: [RecordStory]) {
        if json.isOn { return Terminal.put(Engine.json(stories), on: STDOUT_FILENO) }
        for story in stories {
            ReportPrinter.put(RecordStoryText(story).lines, verdict: story.isKnown ? .bold : .yellow)
        }
    }
}
