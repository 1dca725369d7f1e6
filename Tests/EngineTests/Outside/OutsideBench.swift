import Exchange
import Glibc
import Machine
import ServerKit

@testable import Engine

/// Real programs in a folder of their own, and the chain that talks with them.
final class OutsideBench {
    let scratch: Scratch
    let chain: OutsideChain
    private(set) var answers: [OutsideAnswer] = []
    private(set) var put = 0
    /// The most records that were under way at once.
    private(set) var furthest = 0

    static let facts = RunFacts(
        profile: ProfileName(institution: "example", profile: "people"), run: "26-0007",
        now: CivilTime(Moment(seconds: 1_795_000_000), offset: -21_600, abbreviation: "CST"), sequence: 7)

    /// One program, with the text of the script.
    convenience init(
        _ script: String, format: TransformerPlan.Format = .jsonl, adds: [String] = [], timeout: Int = 20_000,
        arguments: [String] = [], environment: [String: String] = [:], abort: Abort = .never
    ) throws {
        try self.init([(script, format, adds)], timeout: timeout, arguments, environment, abort)
    }

    init(
        _ scripts: [(text: String, format: TransformerPlan.Format, adds: [String])], timeout: Int = 20_000,
        _ arguments: [String] = [], _ environment: [String: String] = [:], _ abort: Abort = .never
    ) throws {
        // As the command does.
        signal(SIGPIPE, SIG_IGN)
        let scratch = try Scratch()
        self.scratch = scratch
        var plans: [TransformerPlan] = []
        for (index, script) in scripts.enumerated() {
            let name = "program-\(index + 1)"
            try scratch.write(name, script.text)
            chmod(scratch.at(name), 0o755)
            plans.append(
                TransformerPlan(
                    program: name, path: scratch.at(name), arguments: arguments, timeoutMilliseconds: timeout,
                    format: script.format, adds: script.adds, environment: environment))
        }
        chain = try OutsideChain(plans, OutsideBench.facts, in: try scratch.folder("work"), abort)
    }

    deinit { chain.end() }

    func put(_ record: FieldRecord) throws(Fault) {
        put += 1
        try chain.put(record, at: Position(record: put, line: put + 1), token: put) { answer in self.take(answer) }
        furthest = max(furthest, put - answers.count)
    }

    func finish() throws(Fault) { try chain.finish { answer in self.take(answer) } }
    func catchUp() throws(Fault) { try chain.catchUp { answer in self.take(answer) } }

    /// Puts `count` records `{ID, NAME}` and finishes; answers the fault, if there was one.
    func fault(_ count: Int = 3) -> Fault? {
        do throws(Fault) {
            for number in 1...count { try put(OutsideBench.record(number)) }
            try finish()
            return nil
        } catch { return error }
    }

    static func record(_ number: Int) -> FieldRecord {
        FieldRecord([("ID", "n\(number)"), ("NAME", "Muster \(number)")])
    }

    /// `1: ID=n1 NAME=x | ID=… ` or `1: !why`, by the number of the record.
    var words: [String] {
        answers.map { answer in
            switch answer.fate {
            case .rejected(let why): "\(answer.token): !\(why)"
            case .records(let records):
                "\(answer.token): "
                    + records.map { $0.fields.map { "\($0.name)=\($0.value)" }.joined(separator: " ") }
                    .joined(separator: " | ")
            }
        }
    }

    /// The number a program wrote into a file of its folder.
    func number(_ name: String) -> Int32? {
        scratch.text("work/1/\(name)").flatMap { Int32($0.trimmingPrefix(" ").prefix { $0.isNumber }) }
    }

    /// Whether there is no such process, or will not be in a moment.
    static func isGone(_ process: Int32) -> Bool {
        let deadline = WallClock.steady() + 10
        while lives(process), WallClock.steady() < deadline { WallClock.sleep(milliseconds: 5) }
        return !lives(process)
    }

    /// One that has ended and is not yet collected does not live.
    private static func lives(_ process: Int32) -> Bool {
        guard kill(process, 0) == 0 else { return false }
        var state: [UInt8] = []
        do throws(Fault) {
            try Folder.openAnywhere("/proc/\(process)/stat").eachChunk { chunk throws(Fault) in
                state += chunk.withUnsafeBytes { Array($0) }
                return .more
            }
        } catch { return false }
        return !String(decoding: state, as: UTF8.self).contains(") Z")
    }

    private func take(_ answer: OutsideAnswer) { answers.append(answer) }
}

/// Programs in Python: `answer(record)` is what the test is about.
enum Script {
    static func python(_ body: String) -> String {
        """
        #!/usr/bin/env python3
        import json, os, signal, subprocess, sys, time
        hello = json.loads(sys.stdin.readline())
        def say(**words):
            print(json.dumps(words), flush=True)
        number = 0
        for line in sys.stdin:
            record = json.loads(line)
            number = record["record"]
            fields = record["fields"]
        \(body.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))

        """
    }

    static let echo = python("say(record=number, fields=fields)")
}
