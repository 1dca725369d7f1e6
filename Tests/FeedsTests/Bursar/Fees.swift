import ConformanceKit
import Exchange
import Feeds
import Rules
import Testing

/// Files of fees, in parts.
enum FeeText {
    static let namespace = "http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans"

    static func fee(
        _ id: String, _ sum: String, _ currency: String = "USD", type: String = "OVERDUEFINE", more: String = "",
        date: String = "11/20/2026 18:05:09 EST"
    ) -> String {
        """
        <xb:userFineFee><xb:fineFeeType>\(type)</xb:fineFeeType><xb:lastTransactionDate>\(date)</xb:lastTransactionDate>\
        \(more)<xb:compositeSum><xb:currency>\(currency)</xb:currency><xb:sum>\(sum)</xb:sum></xb:compositeSum>\
        <xb:bursarTransactionId>\(id)</xb:bursarTransactionId></xb:userFineFee>

        """
    }

    static func user(_ id: String, _ fees: String...) -> String {
        """
        <xb:userExportedFineFeesList><xb:user><xb:type>02</xb:type><xb:value>\(id)</xb:value></xb:user>\
        <xb:patronName>Test, \(id)</xb:patronName><xb:finefeeList>
        \(fees.joined())</xb:finefeeList></xb:userExportedFineFeesList>

        """
    }

    static func export(_ users: String..., number: String = "900417") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <xb:xml-fragment xmlns:xb="\(namespace)"><xb:userExportedFineFees><xb:exportNumber>\(number)</xb:exportNumber>\
        </xb:userExportedFineFees><xb:userExportedFineFees><xb:userExportedList>
        \(users.joined())</xb:userExportedList></xb:userExportedFineFees></xb:xml-fragment>

        """
    }
}

/// A profile of fees, the files given to it, and all that came of it.
struct PostedFees {
    let report = Report()
    let outbox = MemoryOutbox()
    let conversion: Conversion
    let feed: BursarFeesFeed

    /// A line for each fee, with the fields named.
    static func lines(_ fields: String...) -> Node {
        [
            "format": "delimited", "separator": "|",
            "records": [
                [
                    "for": "fee",
                    "fields": .list(
                        fields.map { ["value": .scalar($0, quoted: false, .init(file: "", line: 0, column: 0))] },
                        .init(file: "", line: 0, column: 0)),
                ]
            ],
        ]
    }

    static let plain: Node = ["write": lines("user_id", "fee_type", "amount", "currency", "transaction_id")]

    static func facts(_ run: String, isAgain: Bool = false, selection: Selection? = nil) -> RunFacts {
        let base = Converted.facts
        return RunFacts(
            profile: base.profile, run: run, now: base.now, sequence: base.sequence, selection: selection,
            isAgain: isAgain)
    }

    static func reading(_ profile: Node) throws(Complaints) -> BursarFeesFeed {
        try BursarFeesFeed(Settings(profile.numbered(), declared: BursarFeesFeed.settings))
    }

    init(
        _ profile: Node = plain, _ files: String..., register: KeptRegister = KeptRegister(), run: String = "26-0007",
        isAgain: Bool = false, selection: Selection? = nil, chunk: Int = 64 << 10
    ) throws {
        feed = try PostedFees.reading(profile)
        register.run = run
        conversion = try feed.convert(
            files.enumerated().map { GivenFile("fees_\($0).xml", Array($1.utf8), chunk: chunk) },
            facts: PostedFees.facts(run, isAgain: isAgain, selection: selection), into: outbox, notebook: register,
            outside: nil, report: report)
        let tally = report.tally
        #expect(tally.balances)
        let unfinished = outbox.outputs.filter { !$0.isFinished }
        #expect(unfinished.isEmpty)
    }

    /// Findings as `severity code line subject`.
    var findings: [String] {
        report.findings.map { "\($0.severity) \($0.rule) \($0.position.line) \($0.subject ?? "-")" }
    }

    var lines: [String] { output(.delivery) }
    var rejects: String {
        outbox.bytes(.rejects).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n--\n")
    }

    private func output(_ role: OutputRole) -> [String] {
        outbox.bytes(role).flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) }
    }

    /// Read, accepted, rejected, filtered.
    var counts: [Int] {
        [report.tally.read, report.tally.accepted, report.tally.rejected, report.tally.filtered]
    }

    /// Of one currency: read, delivered, held, rejected, filtered.
    func money(_ code: String = "USD") -> [String] {
        guard let currency = Currency(code), let account = report.tally.money.accounts[currency] else {
            return Array(repeating: "0", count: 5)
        }
        return [account.read, account[.delivered], account[.held], account[.rejected], account[.filtered]].map(
            \.description)
    }
}
