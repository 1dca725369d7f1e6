import Exchange

/// A feed that reads files beside its profile: a list of its own, and whatever its rules look up.
struct ListFeed: Feed {
    static let name = "test-list"
    static let summary = "Lists, for tests."
    static let settings: [Setting] = [
        Setting("protected", .file, "Who is never left out.", example: "lists/protected.txt"),
        Setting("fields", .node, "What goes where.", example: "{a: B}"),
    ]

    private let said: [Complaint]

    init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        var said: [Complaint] = []
        if let (file, text) = settings.file("protected", &complaints) {
            let message = String(decoding: text, as: UTF8.self)
            said.append(Complaint(file.mark(2), key: "", message, severity: .warning))
        }
        if let node = settings.written("fields")?["a"]?["lookup"], let name = node.text,
            let (_, text) = settings.file(named: name, at: node.mark, key: "fields.a.lookup", &complaints)
        {
            said.append(
                Complaint(node.mark, key: "", "\(text.count) bytes", severity: .warning))
        }
        self.said = said
        if !complaints.isEmpty { throw complaints }
    }

    func doubts() -> [Complaint] { said }
    func explain() -> [String] { [] }
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
