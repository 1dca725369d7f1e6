import ConformanceKit
import Exchange
import Testing

@testable import Feeds

/// What the last delivered load knows of one person, and what findings call somebody.
@Suite struct TracingTests {
    private static let profile: Node = [
        "fields": [
            "primary_id": ["column": "id", "pattern": "[A-Za-z0-9 ]+"],
            "last_name": ["column": "last", "required": "yes"],
            "user_group": "group", "expiry_date": ["column": "ends", "date": "YYYY-MM-DD"],
        ],
        "identifiers": [["id_type": "BARCODE", "value": "code"]],
    ]
    private static let expiring: Node = [
        "fields": [
            "primary_id": ["column": "id", "pattern": "[a-z0-9]+"], "last_name": "last",
            "expiry_date": ["column": "ends", "date": "YYYY-MM-DD"],
        ],
        "missing": ["expire": "today"],
    ]
    private static let head = "id,last,group,ends,code\n"

    /// Loads one after the other, each held against the one before.
    private struct Nights {
        let feed: SISUsersFeed
        private(set) var baseline: Baseline?
        private(set) var report = Report()
        private(set) var conversion = Conversion()

        init(_ profile: Node = TracingTests.profile) throws { feed = try SISUsersFeed.reading(profile) }

        mutating func load(_ run: String, _ rows: String...) throws {
            let outbox = MemoryOutbox()
            let earlier = Converted.facts
            let facts = RunFacts(profile: earlier.profile, run: run, now: earlier.now, sequence: 1)
            report = Report()
            conversion = try feed.convert(
                [GivenFile("people.csv", Array((TracingTests.head + rows.map { $0 + "\n" }.joined()).utf8))],
                facts: facts, into: outbox, notebook: LastNotebook(baseline), outside: nil, report: report)
            let made = try #require(outbox.bytes(.baseline).first)
            baseline = Baseline(
                run: run, file: GivenFile("baseline", made), day: CivilDate(year: 2026, month: 11, day: 20))
        }

        func trace(_ identifier: String) throws -> [RecordTrace] { try feed.trace(identifier, in: #require(baseline)) }
    }

    private final class LastNotebook: Notebook {
        private let last: Baseline?
        init(_ last: Baseline?) { self.last = last }
        func entry(_ key: String) throws(Fault) -> String? { nil }
        func reserve(_ sequence: String) throws(Fault) -> Int { 1 }
        func baseline() throws(Fault) -> Baseline? { last }
    }

    @Test(arguments: ["a1", "A1", "CODE7", "code7"]) func `a person is found by any identifier, whatever its case`(
        _ asked: String
    ) throws {
        var nights = try Nights()
        try nights.load("26-0001", "b2,Other,UG,2027-01-31,", "A1,Sample,GR,,CODE7")
        let found = try nights.trace(asked)
        #expect(found.count == 1)
        let trace = try #require(found.first)
        #expect(trace.identifier == "A1" && trace.run == "26-0001")
        #expect((trace.file, trace.line, trace.delivery) == (1, 3, 1))
        let plain = trace.facts.filter { !$0.isPersonal }.map { "\($0.name)=\($0.value)" }
        #expect(plain == ["user_group=GR", "identifiers=primary_id, BARCODE", "sent blank=expiry_date"])
        #expect(trace.facts.contains(RecordTrace.Fact("last_name", "Sample", isPersonal: true)))
    }

    @Test func `a name is no identifier, and nobody is nobody`() throws {
        var nights = try Nights()
        try nights.load("26-0001", "A1,Sample,GR,,CODE7")
        for asked in ["Sample", "GR", "", "A", "A11"] { #expect(try nights.trace(asked).isEmpty, "\(asked)") }
    }

    @Test func `who is rejected since keeps the run and the line that delivered last`() throws {
        var nights = try Nights()
        try nights.load("26-0001", "b2,Other,UG,,", "a1,Sample,GR,,")
        try nights.load("26-0002", "a1,,GR,,", "b2,Other,UG,,")
        try nights.load("26-0003", "b2,Other,UG,,", "c3,Third,UG,,", "a1,,GR,,")
        let trace = try #require(try nights.trace("a1").first)
        #expect(trace.run == "26-0001" && trace.line == 3)
        let other = try #require(try nights.trace("b2").first)
        #expect(other.run == "26-0003" && other.line == 2)
        try nights.load("26-0004", "a1,Sample,UG,,")
        #expect(try nights.trace("a1").first?.run == "26-0004")
        #expect(try nights.trace("b2").isEmpty, "gone, and said so once")
    }

    @Test func `findings name the user, and never repeat the identifier`() throws {
        var nights = try Nights()
        try nights.load(
            "26-0001", "a1,,UG,,", "b2,Ok,UG,31.1.2027,", "c3,Ok,UG,,X9", "d4,Ok,UG,,X9", "e5,Ok,UG,1899-01-01,")
        let findings = nights.report.findings.filter { $0.severity == .error }
        #expect(
            findings.map { "\($0.rule) \($0.subject ?? "-")" } == [
                "sis.required a1", "sis.date b2", "sis.date.range e5", "sis.identifier.duplicate d4",
            ])
        for finding in nights.report.findings {
            if let subject = finding.subject { #expect(!finding.message.contains(subject), "\(finding.message)") }
        }
    }

    @Test(arguments: ["Sample Street 12", "b\u{7}4", "!?", "\(String(repeating: "9", count: 65))", ""])
    func `what does not look like an identifier is not called one`(_ id: String) throws {
        var nights = try Nights()
        try nights.load("26-0001", "\(id),,UG,,", "z9,Ok,UG,,")
        let first = nights.report.findings.filter { $0.position.line == 2 }
        #expect(!first.isEmpty && first.allSatisfy { $0.subject == nil }, "\(first)")
    }

    @Test func `an identifier that could not be mapped leaves open who is missing, so nobody is ended`() throws {
        var nights = try Nights(Self.expiring)
        try nights.load("26-0001", "a1,Sample,GR,2027-06-30,", "b2,Other,UG,2027-06-30,")
        try nights.load("26-0002", "a-1,Sample,GR,2027-06-30,", "b2,Other,UG,2027-06-30,")
        #expect(nights.conversion.comparison?.expired == 0)
        #expect(nights.report.count(of: .sisExpiryPostponed) == 1)
        #expect(try nights.trace("a1").first?.run == "26-0001")
    }

    @Test func `people who are missing are mentioned once, with the load they were in`() throws {
        var nights = try Nights()
        try nights.load("26-0001", "a1,Sample,GR,,", "b2,Other,UG,,", "c3,Third,UG,,")
        try nights.load("26-0002", "c3,Third,UG,,")
        let said = try #require(nights.report.findings.first { $0.rule == .sisMissing })
        #expect(said.message.hasPrefix("2 users of the last load (run 26-0001, 2026-11-20) are not in this one."))
        #expect(said.position.path == "missing since run 26-0001")
        try nights.load("26-0003", "c3,Third,UG,,")
        #expect(nights.report.count(of: .sisMissing) == 0)
    }
}
