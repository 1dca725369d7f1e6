import Exchange

/// The smallest feed there is: copies lines, rejects those that begin with `!`, and deals them out to one or several
/// outputs. A line `?` makes the whole input impossible.
struct CopyFeed: Feed {
    static let name = "copy"
    static let summary = "lines as they are"
    static let settings: [Setting] = []
    static let refusal = Code(
        "copy.refused", .data, owner: .registrar, cause: "The file says ?.", remedy: "Ask who wrote it.")
    static let lie = Code(
        "copy.lie", .machine, owner: .it, cause: "The output is not what was counted.", remedy: "Look again.")
    static let bang = Code(
        "copy.bang", .data, owner: .registrar, cause: "A line begins with !.", remedy: "Take the ! away.")

    var outputs = 1
    var isVerified = true
    /// Whether it remembers the load, and says what changed.
    var remembers = false
    var comparison: Comparison?
    var alarms: [Finding] = []
    /// Whether it leaves a line for people about what changes.
    var tellsChanges = false

    init(
        outputs: Int = 1, isVerified: Bool = true, comparison: Comparison? = nil, alarms: [Finding] = [],
        tellsChanges: Bool = false, remembers: Bool = false
    ) {
        self.comparison = comparison
        self.alarms = alarms
        self.tellsChanges = tellsChanges
        self.remembers = remembers
        self.outputs = outputs
        self.isVerified = isVerified
    }

    init(_ settings: Settings) throws(Complaints) {}

    func explain() -> [String] { [] }
    func inspect(_ file: any StagedFile, report: Report) throws(Fault) {}

    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        var accepted: [String] = []
        var rejected: [String] = []
        for arrival in arrivals {
            for line in try CopyFeed.lines(arrival) {
                report.tally.read += 1
                if line == "?" { throw Fault(CopyFeed.refusal, .reject, "\(arrival.name) says ?.") }
                if line.hasPrefix("!") {
                    report.add(
                        Finding(
                            .error, CopyFeed.bang, Position(record: report.tally.read, line: report.tally.read), "A !.")
                    )
                    rejected.append(line)
                } else if !CopyFeed.isWanted(line, after: accepted.count, facts.selection) {
                    report.tally.filtered += 1
                } else {
                    accepted.append(line)
                }
            }
        }
        report.tally.accepted = accepted.count
        report.tally.rejected = rejected.count
        if !rejected.isEmpty { try CopyFeed.put(rejected, .rejects, outbox) }
        if tellsChanges { try CopyFeed.put(["1 new"], .changes, outbox) }
        if accepted.isEmpty { return Conversion(nothingToDeliver: "There is no line to deliver.") }
        for part in 0..<outputs {
            try CopyFeed.put(accepted.indices.filter { $0 % outputs == part }.map { accepted[$0] }, .delivery, outbox)
        }
        if remembers { try CopyFeed.compare(accepted, outbox, notebook, report) }
        return Conversion(proposals: ["last": facts.run], comparison: comparison, alarms: alarms)
    }

    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        if !isVerified { throw Fault(CopyFeed.lie, .stop, "\(outputs.map(\.name)) are not what was counted.") }
    }

    static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] { [] }
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {}

    private static func isWanted(_ line: String, after count: Int, _ selection: Selection?) -> Bool {
        guard let selection else { return true }
        return selection.limit.map { count < $0 } ?? true && selection.only?.contains(line) ?? true
    }

    /// New lines into the changes, all of them into the baseline.
    private static func compare(
        _ lines: [String], _ outbox: any Outbox, _ notebook: any Notebook, _ report: Report
    ) throws(Fault) {
        let before = try notebook.baseline()
        let known = try before.map { before throws(Fault) in try CopyFeed.lines(before.file) } ?? []
        report.remark("compared with \(before?.run ?? "nothing"): \(known.joined(separator: " "))")
        try CopyFeed.put(lines.filter { !known.contains($0) }, .changes, outbox)
        try CopyFeed.put(lines, .baseline, outbox)
    }

    private static func put(_ lines: [String], _ role: OutputRole, _ outbox: any Outbox) throws(Fault) {
        let sink = try outbox.open(role, suffix: "txt")
        for line in lines { try sink.write(Array((line + "\n").utf8)) }
        try outbox.finish(sink)
    }

    private static func lines(_ file: any StagedFile) throws(Fault) -> [String] {
        var bytes: [UInt8] = []
        try file.eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
