import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Setup

struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "Start, list, check and explain profiles.",
        discussion: """
              exchange profiles new sis-import --from FILE    a first one, from a file of yours
              exchange profiles list                          what there is
              exchange profiles check sis-import              is it written correctly?
              exchange profiles explain sis-import            what it does, to read aloud
              exchange profiles explain sis-users --settings  every key it may hold
            """,
        subcommands: [NewProfile.self, ListProfiles.self, CheckProfiles.self, ExplainProfile.self])
}

struct ListProfiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The profiles there are.",
        discussion: """
              exchange profiles list
              exchange profiles list --feeds
            """)

    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption
    @Flag(help: "List the feeds a profile can use instead.")
    var feeds = false

    private struct Line: Encodable {
        let name: String
        let feed: String?
        let summary: String?
        let complaints: Int
    }

    func run() throws {
        if feeds { return listFeeds() }
        let (_, configuration) = try root.configuration()
        let lines = configuration.profileNames.map { line($0, configuration) }
        if json.isOn { return Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        if lines.isEmpty { return print("There are no profiles in Profiles/ yet.") }
        var table = TextTable(["PROFILE", "FEED", "SUMMARY"])
        for line in lines {
            let trouble =
                line.complaints > 0
                ? "(\(counted(line.complaints, "complaint")): exchange profiles check \(line.name))" : ""
            table.add([line.name, line.feed ?? "?", line.summary ?? trouble])
        }
        table.print()
    }

    private func line(_ name: ProfileName, _ configuration: Configuration) -> Line {
        let isOwn = name.institution == configuration.defaultInstitution.name
        let shown = isOwn ? name.profile : name.description
        do throws(SetupFailure) {
            let profile = try configuration.profile(name.description)
            return Line(name: shown, feed: profile.feedName, summary: profile.summary, complaints: 0)
        } catch {
            guard case .complaints(let complaints) = error else {
                return Line(name: shown, feed: nil, summary: nil, complaints: 1)
            }
            return Line(name: shown, feed: nil, summary: nil, complaints: complaints.all.count)
        }
    }

    private func listFeeds() {
        var table = TextTable(["FEED", "WHAT IT DOES"])
        for feed in Catalog.feeds { table.add([feed.name, feed.summary]) }
        table.print()
    }
}

struct CheckProfiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Is everything in Profiles/ written correctly?",
        discussion: """
            Reads one profile with its targets and all it needs, or every profile. Exit code 7 where there is a complaint;
            warnings stop nothing.

              exchange profiles check
              exchange profiles check sis-import --json
            """)

    @Argument(help: "The profile; all of them if left out.", completion: .custom { _, _, _ in ProfileNames.all() })
    var profile: String?
    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    private struct Line: Encodable {
        let file: String
        let line: Int
        let column: Int
        let key: String
        let message: String
        let nearest: String?
        let allowed: [String]
        let severity: String
    }

    func run() throws {
        let (folder, configuration) = try root.configuration()
        let (complaints, doubts) = try review(configuration)
        let all = Complaints(complaints.all + doubts.all)
        if json.isOn {
            let lines = all.sorted().all.map {
                Line(
                    file: $0.mark.file, line: $0.mark.line, column: $0.mark.column, key: $0.key, message: $0.message,
                    nearest: $0.nearest, allowed: $0.allowed, severity: $0.severity.rawValue)
            }
            Terminal.put(Engine.json(lines), on: STDOUT_FILENO)
        } else {
            SetupPrinter.print(all, folder, on: STDOUT_FILENO)
            print(verdict(complaints, doubts, configuration))
        }
        if !complaints.isEmpty { throw Ending(end: .configuration) }
    }

    /// What must be mended, and what should be looked at.
    private func review(_ configuration: Configuration) throws -> (complaints: Complaints, doubts: Complaints) {
        guard let profile else {
            let review = try configuration.review()
            return (review.all, review.doubts)
        }
        return try configuration.review(of: profile)
    }

    private func verdict(_ complaints: Complaints, _ doubts: Complaints, _ configuration: Configuration) -> String {
        if !complaints.isEmpty {
            return "\(counted(complaints.all.count, "complaint")). Nothing of this starts until they are mended."
        }
        let whole =
            profile.map { "\($0) is whole." } ?? "\(counted(configuration.profileNames.count, "profile")), all whole."
        return doubts.isEmpty ? whole : "\(whole) \(counted(doubts.all.count, "warning")) to look at."
    }
}

struct ExplainProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "What a profile does, in plain English.",
        discussion: """
            Something to read aloud, to sign off, and to paste into a change ticket.

              exchange profiles explain sis-import
              exchange profiles explain sis-import --target sandbox
              exchange profiles explain sis-users --settings
            """)

    @Argument(
        help: "The profile; with --settings, a feed's name will do.",
        completion: .custom { _, _, _ in ProfileNames.all() })
    var profile: String
    @OptionGroup var target: TargetOption
    @OptionGroup var root: RootOptions
    @Flag(help: "Every key such a profile may hold, with defaults and examples.")
    var settings = false

    func run() throws {
        if settings, let feed = Catalog.plugIns.feed(profile) { return document(feed) }
        let (folder, configuration) = try root.configuration()
        let found = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try configuration.profile(target.aimed(profile))
        }
        if settings, let feed = Catalog.plugIns.feed(found.feedName) { return document(feed) }
        let zone = try TimeZoneFile.zone(named: found.plan.zone)
        for line in ProfileExplanation(found, now: WallClock.now(), zone: zone).lines { print(line) }
    }

    private func document(_ feed: any Feed.Type) {
        for line in DocumentSettings.lines(ProfileSettings.all + feed.settings) { print(line) }
    }
}
