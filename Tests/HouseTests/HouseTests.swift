import Testing

/// The house rules, held against the repository itself. Each issue names file, line and rule.
@Suite struct HouseTests {
    private let table = HouseTable.house
    private let rooms = Repository.sources.filter(\.isSource)

    @Test func `the sources were found`() {
        #expect(rooms.count > 20)
        #expect(Set(rooms.map(\.room)).isSuperset(of: table.rooms.map(\.name)))
    }

    @Test func `every import stands in the table`() {
        report(rooms.flatMap(ImportRule(table: table).violations) + ImportRule(table: table).unused(in: rooms))
    }

    @Test func `Package.swift declares the table`() throws {
        let text = try #require(Repository.text("Package.swift"))
        report(ManifestRule(table: table).violations(in: SourceFile(path: "Package.swift", text: text)))
    }

    @Test func `no source uses a banned word`() { report(rooms.flatMap(WordingRule(table: table).violations)) }

    @Test func `types have names that say something`() { report(rooms.flatMap(NamingRule(table: table).violations)) }

    @Test func `every code is listed and has its own name`() { report(CodeRule().violations(in: rooms)) }

    @Test func `what changes the disk passes a fault point`() {
        let rule = PointRule(exceptions: PointRule.house)
        #expect(rooms.flatMap(PointRule.calls).count > 20)
        report(rooms.flatMap(rule.violations) + rule.unused(in: rooms))
    }

    @Test func `no file is too long`() { report(Repository.sources.flatMap(SizeRule().violations)) }

    @Test func `nothing names one machine's paths`() {
        report(
            Repository.files.flatMap { path in
                Repository.text(path).map { CheckoutRule().machinePaths(in: path, text: $0) } ?? []
            })
    }

    @Test func `nothing built is committed`() { report(CheckoutRule().built(in: Repository.tracked ?? [])) }

    @Test func `samples are complete`() { report(CheckoutRule().samples(in: Repository.files)) }

    @Test func `shell scripts stop at the first error`() {
        report(
            Repository.files.flatMap { path in
                Repository.text(path).map { CheckoutRule().scripts(in: path, text: $0) } ?? []
            })
    }

    private func report(_ violations: [Violation]) {
        for violation in violations.sorted(by: { $0.description < $1.description }) {
            Issue.record(Comment(rawValue: violation.description))
        }
    }
}
