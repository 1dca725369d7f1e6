import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@Suite struct `A child process` {
    private func shell(_ script: String, deadline: Int = 30_000, limit: Int = 16 << 20) throws -> ChildProcess.Outcome {
        try ChildProcess("/bin/sh", ["-c", script], deadlineMilliseconds: deadline, outputLimit: limit).run()
    }

    private func python(_ script: String, deadline: Int = 30_000, input: [UInt8] = []) throws -> ChildProcess.Outcome {
        try ChildProcess(
            "/usr/bin/python3", ["-c", script], deadlineMilliseconds: deadline, outputLimit: 64 << 20
        ).run(input: input)
    }

    @Test func `gets its arguments as they are`() throws {
        let words = ["", " ", "a b", "$HOME", "`id`", "*", "'", "\"", "\\", "ü", "-n", "\n"]
        let outcome = try ChildProcess("/usr/bin/printf", ["%s|"] + words).run()
        #expect(String(decoding: outcome.output, as: UTF8.self) == words.map { $0 + "|" }.joined())
        #expect(outcome.status == 0 && !outcome.overran)
    }

    @Test func `is talked with both ways at once, however much there is to say`() throws {
        let input = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(try ChildProcess("/bin/cat").run(input: input).output == input)
        let loud = try python(
            "import sys\nfor _ in range(200):\n sys.stdout.write('o'*20000); sys.stderr.write('e'*20000)")
        #expect(loud.output.count == 4_000_000 && loud.lastWords == String(repeating: "e", count: 2000))
    }

    @Test func `need not listen`() throws {
        // The command ignores SIGPIPE, and so does whoever talks to children.
        signal(SIGPIPE, SIG_IGN)
        let outcome = try ChildProcess("/bin/true").run(input: [UInt8](repeating: 1, count: 4_000_000))
        #expect(outcome.status == 0)
    }

    @Test func `says how it ended`() throws {
        for status in [0, 1, 42, 255] { #expect(try shell("exit \(status)").status == status) }
        #expect(try shell("kill -TERM $$").status == 128 + 15)
        #expect(try shell("kill -KILL $$").status == 128 + 9)
        #expect(try shell("echo words >&2; exit 3").lastWords == "words\n")
    }

    @Test(arguments: [
        "sleep 60", "exec sleep 60", "exec >/dev/null 2>&1; exec sleep 60", "trap '' TERM INT; exec sleep 60",
    ])
    func `is killed at its deadline`(script: String) throws {
        let before = WallClock.steady()
        let outcome = try shell(script, deadline: 300)
        #expect(outcome.overran && outcome.status == 128 + 9)
        #expect(WallClock.steady() - before < 20)
    }

    @Test func `that floods is ended`() throws {
        let fault = #expect(throws: Fault.self) { try shell("exec cat /dev/zero", limit: 1_000_000) }
        #expect(fault?.code == .machineChild && fault?.message.contains("1000000 bytes") == true)
    }

    @Test func `that cannot be started is a fault with its name`() {
        for program in ["/none/such", "/etc/hostname", "/tmp", "cat", ""] {
            let fault = #expect(throws: Fault.self) { try ChildProcess(program).run() }
            #expect(fault?.code == .machineChild && fault?.context["program"] == program)
        }
    }

    @Test func `sees the environment it was given and nothing else`() throws {
        setenv("EXCHANGE_TEST_SECRET", "secret", 1)
        let given = ["A": "1", "B": "two words", "C": "", "PATH": "/usr/bin"]
        let outcome = try ChildProcess("/usr/bin/env", ["-0"], environment: given).run()
        let seen = String(decoding: outcome.output, as: UTF8.self).split(separator: "\0").map(String.init)
        #expect(seen.sorted() == given.map { "\($0)=\($1)" }.sorted())
        #expect(try ChildProcess("/usr/bin/env").run().output == [])
    }

    @Test func `has no descriptor of ours but the standard three`() throws {
        // One that does not close by itself, as a parent's parent may have left it.
        let leaked = open("/dev/null", O_RDONLY)
        defer { close(leaked) }
        let outcome = try python("import os; print(sorted(int(x) for x in os.listdir('/proc/self/fd')))")
        #expect(String(decoding: outcome.output, as: UTF8.self) == "[0, 1, 2, 3]\n", "3 is the listing's own")
    }

    @Test func `has every signal as it was born with`() throws {
        signal(SIGPIPE, SIG_IGN)
        let outcome = try python("print([x for x in open('/proc/self/status') if x.startswith('SigBlk')][0])")
        #expect(String(decoding: outcome.output, as: UTF8.self).contains("0000000000000000"))
        #expect(try shell("trap - PIPE; kill -PIPE $$; echo survived").status == 128 + 13)
    }

    @Test func `knows who we are`() {
        let parts = ProcessIdentity.current.split(separator: ":")
        #expect(parts.count == 3 && parts[1] == "\(getpid())" && parts[2].count == 8)
    }
}
