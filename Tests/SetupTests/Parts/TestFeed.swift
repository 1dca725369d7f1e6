import Exchange

/// A feed with one setting of every kind, and an opinion of its own about `columns`.
struct TestFeed: Feed {
    static let name = "test-users"
    static let summary = "Users, for tests."
    static let settings: [Setting] = [
        Setting(
            "read",
            .block([
                Setting("delimiter", .text, default: ",", "Between cells.", example: "\";\""),
                Setting(
                    "encoding", .choice(["utf-8", "windows-1252"]), default: "utf-8", "Of the text.", example: "utf-8"),
                Setting("header", .boolean, default: "yes", "Whether there is one.", example: "no"),
            ]), "How the file is read.", example: "{delimiter: \";\"}"),
        Setting("batch", .size, default: "64KiB", "How much at a time.", example: "1MiB"),
        Setting("grace", .duration, default: "3d", "Until expiry.", example: "30d"),
        Setting("share", .integer(0...100), default: "5", "A percentage.", example: "10"),
        Setting("columns", .list(.text), "Which columns.", example: "[A, B]"),
        Setting("groups", .table(.integer(1...9)), "Group numbers.", example: "{staff: 1}"),
        Setting(
            "source", .either(.text, .block([Setting("table", .text, required: true, "Name.", example: "t")])),
            "A name or a table.", example: "campus"),
        Setting(
            "steps",
            .list(.block([Setting("do", .choice(["trim", "upper"]), required: true, "What.", example: "trim")])),
            "In order.", example: "[{do: trim}]"),
        Setting("fields", .node, required: true, "What goes where.", example: "{primary_id: {column: ID}}"),
    ]

    let columns: [String]

    init(_ settings: Settings) throws(Complaints) {
        columns = (settings.written("columns")?.items ?? []).compactMap(\.text)
        guard columns.contains("FORBIDDEN"), let node = settings.written("columns") else { return }
        throw Complaints([Complaint(node.mark, key: "columns", "'FORBIDDEN' is forbidden")])
    }

    func explain() -> [String] { ["Rows become users.", "Columns: \(columns.joined(separator: ", "))."] }
    func inspect(_ file: any StagedFile, report: Report) throws(Fault) {}
    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion { Conversion() }
    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {}
    static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] { [] }
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {}
}
