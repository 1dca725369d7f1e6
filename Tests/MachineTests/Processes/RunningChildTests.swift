import Exchange
import Glibc
import Machine
import Testing

@Suite struct `A child that runs beside us` {
    private func child(_ script: String, folder: String? = nil) throws -> RunningChild {
        signal(SIGPIPE, SIG_IGN)
        return try RunningChild(
            ChildLaunch(
                "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"], folder: folder, leadsGroup: true))
    }

    /// Every line until it is silent.
    private func lines(_ child: RunningChild) -> [String] {
        var lines: [String] = []
        let deadline = WallClock.steady() + 30
        while WallClock.steady() < deadline {
            while let line = child.nextLine() { lines.append(String(decoding: line, as: UTF8.self)) }
            if child.isSilent { break }
            child.exchange(waitMilliseconds: 50)
        }
        return lines
    }

    @Test func `is talked with both ways at once, however much there is`() throws {
        let child = try child("exec cat")
        let long = String(repeating: "x", count: 500_000)
        let sent = (0..<20).flatMap { ["\($0)", "", long] }
        for line in sent { child.send(Array((line + "\n").utf8)) }
        child.closeInput()
        #expect(lines(child) == sent)
        #expect(child.unsentCount == 0)
        #expect(child.end(graceMilliseconds: 0) == .exited(0))
    }

    @Test func `gives its last line without an end, too`() throws {
        let child = try child("printf 'one\\n\\ntwo'")
        #expect(lines(child) == ["one", "", "two"])
    }

    @Test func `says how it ended, and twice is once`() throws {
        for (script, ending) in [
            ("exit 0", RunningChild.Ending.exited(0)), ("exit 7", .exited(7)), ("kill -9 $$", .killed(signal: 9)),
        ] {
            let child = try child(script)
            #expect(lines(child) == [])
            while !child.hasEnded { child.exchange(waitMilliseconds: 5) }
            #expect(child.end(graceMilliseconds: 0) == ending)
            #expect(child.end(graceMilliseconds: 1000) == ending && child.hasEnded)
        }
    }

    @Test func `is asked before it is killed`() throws {
        let kind = try child("trap 'echo bye >&2; exit 5' TERM; echo ready; while :; do sleep 0.01; done")
        while kind.nextLine() == nil { kind.exchange(waitMilliseconds: 50) }
        #expect(kind.end(graceMilliseconds: 20_000) == .exited(5))
        // The shell may say before it that what it waited for was ended as well.
        #expect(kind.lastWords.suffix(4) == Array("bye\n".utf8)[...])
        let stubborn = try child("trap '' TERM; echo ready; while :; do sleep 0.01; done")
        while stubborn.nextLine() == nil { stubborn.exchange(waitMilliseconds: 50) }
        #expect(stubborn.end(graceMilliseconds: 100) == .killed(signal: 9))
    }

    @Test func `is over when it has ended, whoever holds its pipes`() throws {
        let child = try child("sleep 300 & echo $!")
        let before = WallClock.steady()
        let found = lines(child)
        #expect(child.isSilent && WallClock.steady() - before < 20)
        child.end(graceMilliseconds: 0)
        let other = try #require(found.first.flatMap { Int32($0) })
        // Killed, and collected by the machine as soon as it pleases.
        while kill(other, 0) == 0, WallClock.steady() - before < 20 { WallClock.sleep(milliseconds: 5) }
        #expect(kill(other, 0) != 0)
    }

    @Test func `keeps only its last words`() throws {
        let child = try child("yes | head -c 3000000 >&2; printf 'the end' >&2")
        _ = lines(child)
        child.end(graceMilliseconds: 0)
        #expect(child.lastWords.count == 2000 && child.lastWords.suffix(7) == Array("the end".utf8)[...])
    }

    @Test func `begins in the folder it is given, as the leader of a group`() throws {
        let child = try child("pwd; ps -o pgid= -p $$ | tr -d ' '; echo $$", folder: "/usr")
        let found = lines(child)
        #expect(found.first == "/usr" && found.count == 3 && found[1] == found[2])
    }

    @Test func `that cannot be started is a fault`() {
        #expect(throws: Fault.self) { try RunningChild(ChildLaunch("/none/such", leadsGroup: true)) }
        #expect(throws: Fault.self) { try RunningChild(ChildLaunch("/bin/true", folder: "/none/such")) }
    }
}
