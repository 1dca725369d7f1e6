import Exchange

/// The smallest feed that carries money: lines of `KEY AMOUNT`, each sent once by its key. `paid KEY AMOUNT` and
/// `rejected KEY` are answers, which are only heard. `KEY AMOUNT x` has money that goes nowhere.
struct CashFeed: Feed {
    static let name = "cash"
    static let summary = "money"
    static let settings: [Setting] = []
    static let twice = Code(
        "cash.twice", .data, owner: .bursar, cause: "It was sent before.", remedy: "Nothing need be done.")

    init() {}
    init(_ settings: Settings) throws(Complaints) {}
    static var registers: Set<RegisterEntry.Kind> { [.fee] }
    func explain() -> [String] { [] }
    func inspect(_ file: any StagedFile, report: Report) throws(Fault) {}

    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        var lines: [String] = []
        for arrival in arrivals {
            for line in try CashFeed.lines(arrival) {
                report.tally.read += 1
                let words = line.split(separator: " ").map(String.init)
                if try take(words, facts, notebook, report) {
                    report.tally.accepted += 1
                    lines.append(line)
                } else {
                    report.tally.rejected += 1
                }
            }
        }
        _ = try notebook.reserve("files")
        if facts.isReviewed { try CashFeed.put("cover of \(lines.count)", .cover, outbox) }
        if lines.isEmpty { return Conversion(nothingToDeliver: "There is nothing to send.") }
        try CashFeed.put(lines.joined(separator: "\n"), .delivery, outbox)
        return Conversion()
    }

    private func take(
        _ words: [String], _ facts: RunFacts, _ notebook: any Notebook, _ report: Report
    ) throws(Fault) -> Bool {
        let day = facts.now.date
        if words[0] == "paid" || words[0] == "rejected" {
            let money = words.count > 2 ? Decimal(words[2]).map { Money($0, Currency("USD")!) } : nil
            try notebook.register(
                RegisterEntry(
                    .fee, words[1], words[0] == "paid" ? .paid : .rejected, money: money, note: "they said so",
                    day: day,
                    counts: .ended))
            return false
        }
        let money = Money(Decimal(words[1])!, Currency("USD")!)
        report.tally.money.read(money)
        let known = try notebook.registered(.fee, words[0])
        if !facts.isAgain, known.contains(where: { $0.event == .sent }) {
            report.add(Finding(.error, CashFeed.twice, Position(record: report.tally.read), "Sent before."))
            report.tally.money.book(money, .held)
            return false
        }
        if words.count == 2 { report.tally.money.book(money, .delivered) }
        try notebook.register(RegisterEntry(.fee, words[0], .sent, money: money, day: day))
        return true
    }

    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {}
    static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] { [] }
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {}

    private static func put(_ text: String, _ role: OutputRole, _ outbox: any Outbox) throws(Fault) {
        let sink = try outbox.open(role, suffix: "txt")
        try sink.write(Array((text + "\n").utf8))
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
