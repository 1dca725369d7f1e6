import ServerKit
import Testing

/// `exchange profiles new`: the first command of somebody who has an extract and nothing else.
@Suite struct NewProfileTests {
    private struct Beginning {
        let scratch: Scratch
        let program: Program
        let outcome: Program.Outcome

        /// In an empty root, with the extract beside it.
        init(_ extract: Extract, _ more: String...) throws {
            scratch = try Scratch()
            try scratch.write("given/\(extract.name)", extract.bytes)
            try scratch.folder("root")
            program = Program(environment: ["EXCHANGE_ROOT": scratch.at("root")])
            outcome = try program.run(
                ["profiles", "new", "sis-import", "--from", scratch.at("given/\(extract.name)")] + more)
        }

        /// Everything that was written, and everything that was said.
        var words: String {
            let lists = scratch.names("root/Profiles/lists").map { "lists/\($0)" }
            let files = ["sis-import.yaml", "connections.yaml", "institutions.yaml"] + lists
            return files.compactMap { scratch.text("root/Profiles/\($0)") }.joined() + outcome.output + outcome.errors
        }

        func tryOut(_ extract: Extract) throws -> (check: Program.Outcome, run: Program.Outcome) {
            try scratch.write("root/places/campus/outgoing/\(extract.name)", extract.bytes)
            return (
                try program.run("profiles", "check", "sis-import"),
                try program.run("run", "sis-import", "--dry-run", "--as-of", Site.clock)
            )
        }
    }

    @Test(arguments: Extract.all) func `an extract becomes a profile, without one value of its people`(
        _ extract: Extract
    ) throws {
        let new = try Beginning(extract)
        #expect(new.outcome.status == 0, "\(new.outcome.errors)")
        #expect(new.outcome.output.hasPrefix("read \(Extract.rows) rows, "), "\(new.outcome.output)")
        for guess in extract.guesses { #expect(new.outcome.output.contains(guess), "\(guess): \(new.outcome.output)") }
        for secret in extract.secrets { #expect(!new.words.contains(secret), "\(secret)") }
        #expect(new.scratch.names("root/Profiles/lists").isEmpty != extract.hasCodes)
        #expect(new.outcome.output.hasSuffix("      exchange run sis-import --dry-run\n"))
    }

    @Test(arguments: Extract.all) func `and the profile is whole and can be tried at once`(_ extract: Extract) throws {
        let new = try Beginning(extract)
        let (check, run) = try new.tryOut(extract)
        #expect(check.status == 0, "\(check.output)")
        #expect(run.status == (extract.unknown == 0 ? 0 : 1), "\(run.output)")
        #expect(run.output.contains("DRY RUN"))
        let accepted = Extract.rows - extract.unknown
        #expect(run.output.contains("\(accepted) records would be delivered in 1 file"), "\(run.output)")
        #expect(run.output.contains("'ST' (6 records)") == (extract.unknown > 0))
    }

    @Test func `every question is shown with the file and line where it stands`() throws {
        let new = try Beginning(Extract.all[0])
        let lines = new.outcome.output.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0.hasSuffix("questions left: look for TODO") })
        let shown = lines[(start + 1)...].prefix { $0.hasPrefix("  Profiles/") }
        #expect(lines[start].hasPrefix("\(shown.count) questions"))
        #expect(shown.count > 5)
        for line in shown {
            let match = try #require(line.wholeMatch(of: #/ {2}(\S+):(\d+) {2}(.*)/#))
            let file = try #require(new.scratch.text("root/\(match.1)"))
            let written = file.split(separator: "\n", omittingEmptySubsequences: false)[try #require(Int(match.2)) - 1]
            #expect(written.hasSuffix("TODO \(match.3)"), "\(line)")
        }
        #expect(shown.contains { $0.contains("lists/user_group.csv") && $0.contains("'ST'") })
    }

    @Test func `nothing is overwritten; another name is offered, and lists get one of their own`() throws {
        let new = try Beginning(Extract.all[0])
        let before = new.words
        let sample = new.scratch.at("given/\(Extract.all[0].name)")
        let again = try new.program.run("profiles", "new", "sis-import", "--from", sample)
        #expect(again.status == 64)
        #expect(again.output.isEmpty)
        #expect(again.errors.contains("Profiles/sis-import.yaml is there already; nothing was written."))
        #expect(again.errors.contains("exchange profiles new sis-import-2 --from"))
        let second = try new.program.run("profiles", "new", "sis-import-2", "--from", sample)
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.output.contains("Profiles/lists/sis-import-2-user_group.csv"))
        #expect(!second.output.contains("institutions.yaml"))
        let profile = try #require(new.scratch.text("root/Profiles/sis-import-2.yaml"))
        #expect(profile.contains("lookup: lists/sis-import-2-user_group.csv"))
        #expect(before.hasPrefix(try #require(new.scratch.text("root/Profiles/sis-import.yaml"))))
    }

    @Test func `connections that are there already are used, and one that is not is a question`() throws {
        let site = try Site()
        try site.scratch.write("people.csv", Extract.all[1].bytes)
        let known = try site.run("profiles", "new", "first", "--from", site.scratch.at("people.csv"))
        #expect(known.status == 0, "\(known.errors)")
        #expect(
            try #require(site.scratch.text("Profiles/first.yaml")).contains("connection: campus\n  folder: outgoing"))
        #expect(try site.run("profiles", "check", "first").status == 0)
        let strange = try site.run(
            "profiles", "new", "second", "--from", site.scratch.at("people.csv"), "--source-connection", "registrar")
        #expect(strange.status == 0)
        #expect(strange.output.contains("There is no connection 'registrar'. There are: campus, alma."))
        #expect(try site.run("profiles", "check", "second").output.contains("there is no connection 'registrar'"))
    }

    @Test func `another institution's profile stands in its own folder`() throws {
        let site = try Site()
        try site.scratch.write("people.csv", Extract.all[1].bytes)
        let strange = try site.run("profiles", "new", "north/sis", "--from", site.scratch.at("people.csv"))
        #expect(strange.status == 64)
        #expect(strange.errors.contains("There is no institution 'north'"))
        let own = try site.run("profiles", "new", "example/sis", "--from", site.scratch.at("people.csv"))
        #expect(own.status == 0, "\(own.errors)")
        #expect(site.scratch.text("Profiles/sis.yaml") != nil)
    }

    @Test(arguments: [
        (["a b", "--from", "x.csv"], "command.name"), (["connections", "--from", "x.csv"], "command.name"),
        (["../x", "--from", "x.csv"], "command.name"), (["sis", "--from", "no-such-file"], "command.file"),
        (["sis", "--from", "x.csv", "--feed", "sis-user"], "command.feed"),
    ]) func `a mistake in the call is told, and nothing is written`(_ words: [String], _ code: String) throws {
        let scratch = try Scratch()
        try scratch.folder("root")
        let program = Program(environment: ["EXCHANGE_ROOT": scratch.at("root")])
        let outcome = try program.run(["profiles", "new"] + words)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
        #expect(scratch.names("root").isEmpty)
    }

    @Test func `what is no table is refused, and nothing is written`() throws {
        let scratch = try Scratch()
        try scratch.write("given/letter.txt", "Dear all,\n\nplease find the list attached.\nBest\n")
        try scratch.folder("root")
        let outcome = try Program(environment: ["EXCHANGE_ROOT": scratch.at("root")])
            .run("profiles", "new", "sis", "--from", scratch.at("given/letter.txt"))
        #expect(outcome.status == 5)
        #expect(outcome.errors.contains("letter.txt does not look like a table"))
        #expect(scratch.names("root").isEmpty)
    }
}
