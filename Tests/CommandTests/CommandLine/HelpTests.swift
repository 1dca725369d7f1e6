import ServerKit
import Testing

/// What a person finds who asks the program itself.
@Suite struct HelpTests {
    static let commands = [
        "run", "validate", "compare", "profiles", "profiles new", "profiles list", "profiles check", "profiles explain",
        "report",
        "history", "status", "explain", "completions", "release", "settle", "prune", "ledger", "ledger backup",
        "ledger verify",
        "audit", "audit verify", "audit export", "prove", "schedule", "look", "metrics", "doctor", "daemon",
    ]

    @Test(arguments: commands) func `every command explains itself with an example`(_ command: String) throws {
        let outcome = try Program().run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("OVERVIEW: "))
        #expect(outcome.output.contains("USAGE: exchange \(command)"))
        let examples = outcome.output.split(separator: "\n").filter {
            $0.hasPrefix("  exchange \(command.split(separator: " ")[0])")
        }
        #expect(!examples.isEmpty, "\(outcome.output)")
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 130 })
    }

    @Test func `the first help says where to start and what the exit codes mean`() throws {
        let outcome = try Program().run("--help")
        #expect(outcome.status == 0)
        for word in ["Start here:", "exchange profiles list", "exchange run NAME --dry-run", "75 busy", "64 usage"] {
            #expect(outcome.output.contains(word))
        }
        for command in Self.commands where !command.contains(" ") { #expect(outcome.output.contains("  \(command) ")) }
        #expect(try Program().run().output == outcome.output, "without a word it says the same")
    }

    @Test func `the version is a number`() throws {
        let outcome = try Program().run("--version")
        #expect(outcome.status == 0)
        #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `there are completions for a shell`(_ shell: String) throws {
        let outcome = try Program().run("completions", shell)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("validate"))
        guard shell == "bash" else { return }
        let scratch = try Scratch()
        try scratch.write("completion", outcome.output)
        #expect(try Program("/bin/bash").run("-n", scratch.at("completion")).status == 0)
    }

    @Test(arguments: [
        ["frobnicate"], ["run"], ["run", "a", "b"], ["run", "a", "--frob"], ["completions", "tcsh"], ["validate"],
        ["history", "--limit", "0"], ["run", "sis-import", "--again"], ["run", "sis-import", "--reason", "x"],
        ["release", "26-0001"], ["settle", "26-0001/1", "--delivered"], ["settle", "26-0001/1", "--reason", "x"],
        ["settle", "26-0001/1", "--delivered", "--not-delivered", "--reason", "x"], ["audit", "export", "--from", "0"],
        ["release", "26-0001", "--reason", " "], ["release", "26-0001", "--reason", "a\nb"],
        ["ledger", "backup"],
    ]) func `a mistake in the call is 64 and says how it is written`(_ words: [String]) throws {
        let outcome = try Program().run(words)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("Usage: exchange"), "\(outcome.errors)")
    }
}
