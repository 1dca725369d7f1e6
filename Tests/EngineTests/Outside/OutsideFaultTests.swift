import Exchange
import Machine
import Synchronization
import Testing

@testable import Engine

@Suite struct `A program of one's own that fails` {
    private func fault(
        _ script: String, _ count: Int = 3, format: TransformerPlan.Format = .jsonl, timeout: Int = 20_000
    ) throws -> Fault {
        let bench = try OutsideBench(script, format: format, timeout: timeout)
        let fault = try #require(bench.fault(count))
        #expect(fault.disposition == .stop && fault.context["program"] == "program-1")
        #expect(fault.message.hasPrefix("The program program-1 failed: "))
        return fault
    }

    @Test func `by crashing is quoted with its last words`() throws {
        let fault = try fault(
            Script.python("if number == 500: raise ValueError('boom\\x1b[2J')\nsay(record=number, fields=fields)"), 3000
        )
        #expect(fault.code == .outsideEnded && fault.context["record"] == "500")
        #expect(fault.message.contains("ended with status 1 before it had answered record 500"))
        #expect(fault.message.hasSuffix("ValueError: boom\\u{1b}[2J"), "\(fault.message)")
        #expect(fault.message.contains("Its last words: Traceback"))
    }

    @Test(arguments: ["exit 0", "exec 1>&-; cat >/dev/null", "kill -9 $$"])
    func `by ending early is named with how it ended`(script: String) throws {
        let fault = try fault("#!/bin/sh\n\(script)\n", 5000)
        #expect(fault.code == .outsideEnded)
        let how = ["exit 0": "ended with status 0", "kill -9 $$": "was ended by signal 9"][script]
        #expect(fault.message.contains("it \(how ?? "closed its output") before it had answered record 1 ("))
        #expect(fault.message.hasSuffix("It said nothing on standard error."))
    }

    @Test(arguments: [
        ("print('Hello!', flush=True)", "outside.garbage", "is no JSON object"),
        ("print('', flush=True)", "outside.garbage", "is no JSON object"),
        ("print('[1]', flush=True)", "outside.garbage", "is no JSON object"),
        ("sys.stdout.buffer.write(b'{\"record\":1,\"skip\":\"\\xff\"}\\n'); sys.stdout.flush()", "outside.garbage", ""),
        ("say(fields=fields)", "outside.garbage", "lacks 'record'"),
        ("say(record=number)", "outside.garbage", "must hold exactly one of"),
        ("say(record=number, fields=fields, skip='')", "outside.garbage", "must hold exactly one of"),
        ("say(record=number, fields={'ID': 12})", "outside.garbage", "has something in 'ID' that does not belong"),
        ("say(record=str(number), fields=fields)", "outside.garbage", "has something in 'record'"),
        ("say(record=number, fields={'IDD': ''})", "outside.field", "holds a field 'IDD'"),
        ("say(record=number + 1, fields=fields)", "outside.order", "is about record 2, but it was the turn of 1"),
    ])
    func `by nonsense is named with the line`(body: String, code: String, words: String) throws {
        let fault = try fault(Script.python(body))
        #expect(fault.code.name == code && fault.context["record"] == "1")
        #expect(fault.message.contains("its answer in line 1 (record 1) \(words)"), "\(fault.message)")
    }

    @Test(arguments: [
        ("printf 'ID\\tNAME\\nn1\\n'", "outside.garbage", "line 2 (record 1) has 1 values, but its first line named 2"),
        ("printf 'ID\\n\\\\x\\n'", "outside.garbage", "line 2 (record 1) has a backslash"),
        ("printf 'ID\\nx\\\\\\n'", "outside.garbage", "line 2 (record 1) ends in a single backslash"),
        ("printf 'ID\\n\\377\\n'", "outside.garbage", "line 2 (record 1) is not UTF-8"),
        ("printf 'IDD\\n'", "outside.field", "line 1 (record 1) holds a field 'IDD'"),
    ])
    func `by nonsense between tabs, too`(command: String, code: String, words: String) throws {
        let fault = try fault("#!/bin/sh\n\(command)\nexec cat >/dev/null\n", format: .tsv)
        #expect(fault.code.name == code)
        #expect(fault.message.contains("its answer in \(words)"), "\(fault.message)")
    }

    @Test func `by saying too much is ended`() throws {
        let twice = Script.python("say(record=number, fields=fields); say(record=number, fields=fields)")
        #expect(try fault(twice, 1).code == .outsideLeftover)
        #expect(try fault(twice, 2).code == .outsideOrder)
        let after = try fault("#!/bin/sh\ncat\necho bye\n", format: .tsv)
        #expect(after.code == .outsideLeftover)
        let flood = try fault("#!/bin/sh\nexec tr '\\0' x </dev/zero\n", format: .tsv)
        #expect(flood.code == .outsideFlood)
        let chatter = try fault("#!/bin/sh\nexec yes\n", format: .tsv)
        #expect(chatter.code == .outsideField, "the first line names the columns")
    }

    @Test(arguments: [
        // Says nothing at all; answers some, then no more; does not even listen; keeps everything back.
        "time.sleep(60)", "say(record=number, fields=fields)\nif number == 7: time.sleep(60)",
        "os.kill(os.getpid(), signal.SIGSTOP)", "all = [line] + list(sys.stdin)\ntime.sleep(60)",
    ])
    func `by silence is ended in time`(body: String) throws {
        let before = WallClock.steady()
        let fault = try fault(Script.python(body), 3000, timeout: 1500)
        #expect(fault.code == .outsideSilent && fault.remedy.contains("flush"))
        #expect(fault.message.contains("said nothing for 1500 ms"))
        #expect(WallClock.steady() - before < 20)
    }

    @Test func `by holding answers back until the window is full is told to flush`() throws {
        let fault = try fault(
            Script.python("if number == 1: kept = []\nkept.append(number)\nif number == 2000: print(kept)"), 2000,
            timeout: 500)
        #expect(fault.code == .outsideSilent && fault.message.contains("1,000 records unanswered"))
    }

    @Test func `by an error after the last answer fails all the same`() throws {
        let fault = try fault("#!/bin/sh\ncat\necho oh >&2\nexit 4\n", format: .tsv)
        #expect(fault.code == .outsideEnded)
        #expect(
            fault.message.hasSuffix("it answered every record, but then it ended with status 4. Its last words: oh"))
    }

    @Test func `by not being there fails by name`() throws {
        let nothing = try fault("#!/none/such\n")
        #expect(nothing.code == .outsideStart && nothing.message.contains("No such file"))
        #expect(try fault("just text").code == .outsideStart)
        let interpreter = try fault("#!/usr/bin/env none-such\n")
        #expect(interpreter.code == .outsideEnded && interpreter.message.contains("status 127"))
    }

    /// Answers everything, then neither heeds the end of its input nor SIGTERM.
    @Test func `to end is killed`() throws {
        let bench = try OutsideBench(
            "#!/bin/sh\ntrap '' TERM\necho $$ >pid\ncat\nwhile :; do sleep 1; done\n", format: .tsv, timeout: 500)
        let fault = try #require(bench.fault())
        #expect(fault.code == .outsideSilent && fault.message.contains("did not end within 500 ms"))
        #expect(bench.answers.count == 3)
        #expect(OutsideBench.isGone(try #require(bench.number("pid"))))
    }

    /// What a program started goes with it, though it holds the pipes.
    @Test(arguments: ["cat", "cat; exit 3"])
    func `or not leaves nobody behind`(last: String) throws {
        let bench = try OutsideBench("#!/bin/sh\nsleep 300 &\necho $! >pid\n\(last)\n", format: .tsv)
        let before = WallClock.steady()
        #expect((bench.fault() == nil) == (last == "cat"))
        #expect(bench.answers.count == 3)
        #expect(WallClock.steady() - before < 15)
        #expect(OutsideBench.isGone(try #require(bench.number("pid"))))
    }

    @Test func `to answer does not keep a run from being stopped`() throws {
        let isAsked = Asked()
        let bench = try OutsideBench(
            "#!/bin/sh\necho $$ >pid\nexec sleep 300\n", timeout: 200_000,
            abort: Abort { isAsked.count.wrappingAdd(1, ordering: .relaxed).newValue > 3 })
        let fault = try #require(bench.fault())
        #expect(fault.code == .placeAborted)
        #expect(OutsideBench.isGone(try #require(bench.number("pid"))))
    }

    private final class Asked: Sendable {
        let count = Atomic<Int>(0)
    }
}
