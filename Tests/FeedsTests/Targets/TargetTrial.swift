import ConformanceKit
import Exchange
import Feeds
import Foundation
import Rules
import ServerKit
import Setup
import Testing

/// A `write` block, records written by it, and all that came of it.
final class TargetTrial {
    /// Gives the n-th number of every sequence, and remembers who asked.
    final class Numbers: Notebook {
        private(set) var reserved: [String] = []
        func entry(_ key: String) throws(Fault) -> String? { nil }
        func reserve(_ sequence: String) throws(Fault) -> Int {
            reserved.append(sequence)
            return 417
        }
        func baseline() throws(Fault) -> Baseline? { nil }
    }

    let plan: TargetPlan
    let shape: RecordShape
    let outbox = MemoryOutbox()
    let report = Report()
    let notebook = Numbers()
    let writer: TargetWriter
    private(set) var problems: [String] = []

    /// `yaml` is the block itself.
    init(_ yaml: String, _ shape: RecordShape = TargetShapes.fees, day: String = "2023-03-01") throws {
        let read = TargetTrial.read(yaml, shape)
        #expect(read.said == [])
        plan = try #require(read.plan)
        self.shape = shape
        writer = TargetWriter(plan, outbox, try TargetTrial.facts(day), notebook, report)
    }

    /// One of the shipped examples.
    init(example name: String, day: String = "2023-03-01", _ change: (String) -> String = { $0 }) throws {
        let path = "\(Repository.path)/Profiles/examples/\(name).yaml"
        let text = try #require(try? String(contentsOfFile: path, encoding: .utf8))
        let parts = change(text).split(separator: "\nwrite:\n", maxSplits: 1)
        try #require(parts.count == 2)
        shape = TargetShapes.shape(name)
        let read = TargetTrial.read(String(parts[1]), shape)
        #expect(read.said == [])
        plan = try #require(read.plan)
        writer = TargetWriter(plan, outbox, try TargetTrial.facts(day), notebook, report)
    }

    static func facts(_ day: String) throws -> RunFacts {
        let date = try #require(DateLayout.iso.date(day))
        let now = CivilTime(Moment(seconds: date.daysSince1970 * 86_400 + 43_200), offset: 0, abbreviation: "UTC")
        return RunFacts(
            profile: ProfileName(institution: "example", profile: "fees"), run: "26-0007", now: now, sequence: 7)
    }

    /// What a block is complained about: `line:column message (nearest?)`.
    static func read(
        _ yaml: String, _ shape: RecordShape = TargetShapes.fees
    ) -> (plan: TargetPlan?, said: [String]) {
        var complaints = Complaints([])
        var plan: TargetPlan?
        do throws(Complaints) {
            let node = try YAMLReader.read(Array(yaml.utf8), file: "profile.yaml")
            complaints = SettingsCheck.complaints(about: node, declared: TargetPlan.settings, path: "write")
            if complaints.isEmpty {
                let settings = Settings(node, declared: TargetPlan.settings, path: "write")
                plan = TargetPlan(settings, shape: shape, scope: RuleScope(settings), &complaints)
            }
        } catch { complaints = error }
        let said = complaints.all.map { complaint in
            let nearest = complaint.nearest.map { " (\($0)?)" } ?? ""
            return "\(complaint.mark.line):\(complaint.mark.column) \(complaint.message)\(nearest)"
        }
        return (plan, said)
    }

    /// One outermost record and what is within it: the level and its fields. Committed where nothing is wrong with it.
    func add(_ records: [(level: String, fields: KeyValuePairs<String, String>)]) throws {
        var frame = RecordFrame(shape)
        for record in records {
            let level = try #require(shape.level(record.level))
            frame.enter(level)
            for (name, value) in record.fields { frame.set(try #require(shape.number(name)), value) }
            try writer.add(level, frame)
        }
        let found = try writer.problems
        problems += found.map { "\($0.code) \($0.sentence)" }
        if found.isEmpty { try writer.commit() } else { writer.discard() }
    }

    func add(fee fields: KeyValuePairs<String, String>) throws { try add([("fee", fields)]) }

    /// Everything is read back; answers the files, in the order they were opened.
    func finish() throws -> [String] {
        try writer.finish()
        let open = outbox.outputs.filter { !$0.isFinished }
        #expect(open.isEmpty)
        try TargetCheck(plan).check(files, report.tally, .full)
        return outbox.bytes(.delivery).map { String(decoding: $0, as: UTF8.self) }
    }

    var files: [GivenFile] { outbox.bytes(.delivery).enumerated().map { GivenFile("out_\($0)", $1, chunk: 7) } }
    var controls: [String] { report.tally.controls.map { "\($0.output) \($0.name) \($0.total)" } }
}
