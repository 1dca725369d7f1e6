import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

/// A profile of payments, the files given to it, and all that came of it.
struct PassedPayments {
    let report = Report()
    let outbox = MemoryOutbox()
    let conversion: Conversion
    let feed: BursarPaymentsFeed

    static let plain: Node = [
        "fields": [
            "transaction_id": "Ref", "amount": "Paid", "currency": ["constant": "USD"],
            "paid_date": ["column": "Date", "date": "MM/DD/YYYY"],
        ]
    ]

    static func reading(_ profile: Node) throws(Complaints) -> BursarPaymentsFeed {
        try BursarPaymentsFeed(Settings(profile.numbered(), declared: BursarPaymentsFeed.settings))
    }

    init(
        _ profile: Node = plain, _ files: String..., register: KeptRegister, run: String = "26-0020",
        isAgain: Bool = false
    ) throws {
        feed = try PassedPayments.reading(profile)
        register.run = run
        conversion = try feed.convert(
            files.enumerated().map { GivenFile("paid_\($0).csv", $1) }, facts: PostedFees.facts(run, isAgain: isAgain),
            into: outbox, notebook: register, outside: nil, report: report)
        let tally = report.tally
        #expect(tally.balances)
        let unfinished = outbox.outputs.filter { !$0.isFinished }
        #expect(unfinished.isEmpty)
        let made = outbox.bytes(.delivery).map { GivenFile("paid.xml", $0) }
        try feed.verify(made, tally: tally, .full)
        register.deliver()
    }

    var xml: String { outbox.bytes(.delivery).map { String(decoding: $0, as: UTF8.self) }.joined() }
    var rejects: String { outbox.bytes(.rejects).map { String(decoding: $0, as: UTF8.self) }.joined() }
    var findings: [String] {
        report.findings.map { "\($0.severity) \($0.rule) \($0.position.line) \($0.subject ?? "-")" }
    }

    /// `T1 12.5` for each payment passed on.
    var payments: [String] {
        xml.matches(of: /<xb:sum>([^<]*)<\/xb:sum><\/xb:compositeSum><xb:bursarTransactionId>([^<]*)</).map {
            "\($0.2) \($0.1)"
        }
    }

    var counts: [Int] {
        [report.tally.read, report.tally.accepted, report.tally.rejected, report.tally.filtered]
    }

    var money: [String] {
        guard let currency = Currency("USD"), let account = report.tally.money.accounts[currency] else {
            return Array(repeating: "0", count: 5)
        }
        return [account.read, account[.delivered], account[.held], account[.rejected], account[.filtered]].map(
            \.description)
    }
}

@Suite struct `Payments from the bursar` {
    /// What was sent: T1 of 10, T2 of 20, a credit T3 of -5.
    private func register() throws -> KeptRegister {
        let register = KeptRegister()
        for (key, amount) in [("T1", 10), ("T2", 20), ("T3", -5)] {
            let usd = try #require(Currency("USD"))
            try register.register(
                RegisterEntry(
                    .fee, key, .sent, money: Money(Exchange.Decimal(whole: amount), usd), day: Converted.facts.now.date)
            )
        }
        register.deliver()
        return register
    }

    private func changed(_ profile: Node, _ key: String, _ value: Node) -> Node {
        guard case .map(let pairs, let mark) = profile else { return profile }
        return .map(pairs.filter { $0.key != key } + [Node.Pair(key: key, keyMark: mark, value: value)], mark)
    }

    @Test func `become what the library system imports, in the structure of its export`() throws {
        let register = try register()
        let passed = try PassedPayments(
            PassedPayments.plain, "Ref,Paid,Date\nT1,10.00,11/02/2026\nT2,12.50,11/03/2026\n", register: register)
        #expect(
            passed.xml == """
                <?xml version="1.0" encoding="UTF-8"?>
                <xb:xml-fragment xmlns:xb="\(FeeText.namespace)">
                <xb:userExportedFineFees><xb:exportNumber>7</xb:exportNumber></xb:userExportedFineFees>
                <xb:userExportedFineFees><xb:userExportedList>
                <xb:userExportedFineFeesList><xb:finefeeList><xb:userFineFee><xb:compositeSum><xb:currency>USD</xb:currency><xb:sum>10</xb:sum></xb:compositeSum><xb:bursarTransactionId>T1</xb:bursarTransactionId></xb:userFineFee></xb:finefeeList></xb:userExportedFineFeesList>
                <xb:userExportedFineFeesList><xb:finefeeList><xb:userFineFee><xb:compositeSum><xb:currency>USD</xb:currency><xb:sum>12.5</xb:sum></xb:compositeSum><xb:bursarTransactionId>T2</xb:bursarTransactionId></xb:userFineFee></xb:finefeeList></xb:userExportedFineFeesList>
                </xb:userExportedList></xb:userExportedFineFees></xb:xml-fragment>

                """)
        #expect(Array(register.lines().suffix(2)) == ["T1 paid USD 10.00", "T2 partly paid USD 12.50"])
        #expect(passed.findings.isEmpty && passed.money == ["22.5", "22.5", "0", "0", "0"])
    }

    @Test func `in instalments add up, and what is too much is said`() throws {
        let register = try register()
        let head = "Ref,Paid,Date\n"
        _ = try PassedPayments(PassedPayments.plain, head + "T2,12,11/02/2026\n", register: register)
        let second = try PassedPayments(
            PassedPayments.plain, head + "T2,8,11/09/2026\n", register: register, run: "26-0021")
        #expect(second.payments == ["T2 8"] && second.findings.isEmpty && register.lines().last == "T2 paid USD 8.00")
        let third = try PassedPayments(
            PassedPayments.plain, head + "T2,1.5,11/10/2026\n", register: register, run: "26-0022")
        #expect(third.findings == ["warning bursar.over 2 T2"] && third.payments == ["T2 1.5"])
        #expect(third.report.findings[0].message == "USD 21.50 was paid of USD 20.00.")
        let held = try PassedPayments(
            changed(PassedPayments.plain, "overpaid", "hold"), head + "T1,10.01,11/10/2026\n", register: register,
            run: "26-0023")
        #expect(held.counts == [1, 0, 1, 0] && held.money == ["10.01", "0", "10.01", "0", "0"])
        #expect(held.rejects == head + "T1,10.01,11/10/2026\n")
    }

    @Test func `that were passed on before are held, in whatever file`() throws {
        let register = try register()
        let head = "Ref,Paid,Date\n"
        let first = try PassedPayments(
            PassedPayments.plain, head + "T2,5,11/02/2026\nT2,5,11/02/2026\nT2,5,11/03/2026\n", register: register)
        #expect(first.payments == ["T2 5", "T2 5"] && first.findings == ["error bursar.duplicate 3 T2"])
        let second = try PassedPayments(
            PassedPayments.plain, head + "T2,5,11/02/2026\nT1,1,11/04/2026\n", register: register, run: "26-0021")
        #expect(second.payments == ["T1 1"] && second.money == ["6", "1", "5", "0", "0"])
        let again = try PassedPayments(
            PassedPayments.plain, head + "T2,5,11/02/2026\n", register: register, run: "26-0022", isAgain: true)
        #expect(again.payments == ["T2 5"])
        // The bursar's own number tells equal payments apart.
        var numbered = PassedPayments.plain
        numbered = [
            "fields": ["transaction_id": "Ref", "amount": "Paid", "currency": ["constant": "USD"], "payment_id": "No"]
        ]
        let both = try PassedPayments(
            numbered, "Ref,Paid,No\nT1,1,A\nT1,1,B\nT1,1,A\n", register: register, run: "26-0023")
        #expect(both.payments == ["T1 1", "T1 1"] && both.counts == [3, 2, 1, 0])
    }

    @Test func `of files that repeat everything only what is new goes on`() throws {
        let register = try register()
        let profile = changed(PassedPayments.plain, "cumulative", "yes")
        let head = "Ref,Paid,Date\n"
        let one = "T2,5,11/02/2026\n"
        let first = try PassedPayments(profile, head + one, register: register)
        #expect(first.payments == ["T2 5"])
        // Another row of the same fee, and the same amount on the same day: both are new.
        let two = one + "T2,5,11/02/2026\nT1,10,11/03/2026\n"
        let second = try PassedPayments(profile, head + two, register: register, run: "26-0021")
        #expect(second.payments == ["T2 5", "T1 10"] && second.money == ["20", "15", "0", "0", "5"])
        let third = try PassedPayments(profile, head + two, register: register, run: "26-0022")
        #expect(third.payments.isEmpty && third.counts == [3, 0, 0, 3] && third.conversion.nothingToDeliver != nil)
        // The sum of a fee has grown in its row.
        let fourth = try PassedPayments(
            profile, head + "T2,17,11/09/2026\nT1,10,11/03/2026\n", register: register, run: "26-0023")
        #expect(fourth.payments == ["T2 7"] && fourth.money == ["27", "7", "0", "0", "20"])
        let less = try PassedPayments(profile, head + "T2,3,11/09/2026\n", register: register, run: "26-0024")
        #expect(less.findings == ["warning bursar.less 0 T2"] && less.payments.isEmpty)
    }

    @Test func `for fees never sent from here are held, or sent where the profile says so`() throws {
        let text = "Ref,Paid,Date\nX9,10,11/02/2026\n"
        let held = try PassedPayments(PassedPayments.plain, text, register: try register())
        #expect(held.findings == ["error bursar.unknown 2 X9"] && held.money == ["10", "0", "10", "0", "0"])
        #expect(held.rejects == text)
        let sent = try PassedPayments(
            changed(PassedPayments.plain, "unknown", "send"), text, register: try register())
        #expect(sent.payments == ["X9 10"])
    }

    @Test func `of another currency, another sign or no number are never guessed`() throws {
        let profile: Node = [
            "fields": ["transaction_id": "Ref", "amount": "Paid", "currency": "Cur", "paid_date": "Date"]
        ]
        let text =
            "Ref,Paid,Cur,Date\nT1,10,CAD,2026-11-02\nT1,-10,USD,2026-11-02\nT3,5,USD,2026-11-02\n"
            + ",5,USD,2026-11-02\nT1,\"1,5\",USD,2026-11-02\nT1,1,USD,11/02/2026\nT1,1,dollars,2026-11-02\nT3,-5,USD,2026-11-02\n"
        let passed = try PassedPayments(profile, text, register: try register())
        #expect(
            passed.findings == [
                "error bursar.currency 2 T1", "error bursar.sign 3 T1", "error bursar.sign 4 T3",
                "error bursar.blank 5 -", "error bursar.amount 6 T1", "error bursar.date 7 T1",
                "error bursar.currency 8 T1",
            ])
        #expect(passed.payments == ["T3 -5"] && passed.report.tally.money.unreadable == 2)
        #expect(passed.counts == [8, 1, 7, 0])
    }

    @Test func `and refusals: each is a work list's row, entered once, and never lost`() throws {
        let profile: Node = [
            "fields": [
                "transaction_id": "Ref", "amount": "Paid", "currency": ["constant": "USD"], "status": "State",
                "reason": "Why", "user_id": "User",
            ],
            "statuses": ["paid": ["P"], "rejected": ["R"], "pending": ["O"]],
        ]
        let register = try register()
        let head = "Ref,Paid,State,Why,User\n"
        let refused = "T2,,R,Invalid Employee ID 900002,900002\n"
        let strange = "T1,3,HELD,,900001\n"
        let first = try PassedPayments(
            profile, head + "T1,3,P,,900001\n" + refused + strange + "T3,,O,,900003\n", register: register)
        #expect(first.counts == [4, 1, 2, 1] && first.payments == ["T1 3"])
        #expect(first.findings == ["error bursar.rejected 3 T2", "error bursar.status 4 T1"])
        #expect(
            first.report.findings[0].message
                == "The bursar's office did not take this fee, because: Invalid Employee ID ….")
        #expect(first.rejects == head + refused + strange && first.money == ["6", "3", "3", "0", "0"])
        let entry = try #require(register.entries.last { $0.event == .rejected })
        #expect(entry.counts == .ended && entry.note == "Invalid Employee ID …" && entry.key == "T2")
        let second = try PassedPayments(profile, head + refused, register: register, run: "26-0021")
        #expect(second.counts == [1, 0, 0, 1] && second.conversion.nothingToDeliver != nil)
    }

    @Test func `are read back, and one that is missing or changed is found`() throws {
        let register = try register()
        let passed = try PassedPayments(
            PassedPayments.plain, "Ref,Paid,Date\nT1,10,11/02/2026\nT2,2,11/02/2026\n", register: register)
        for (old, new) in [
            ("<xb:sum>10<", "<xb:sum>11<"), ("<xb:sum>10<", "<xb:sum>ten<"),
            ("USD</xb:currency><xb:sum>2<", "EUR</xb:currency><xb:sum>2<"),
            ("xb:bursarTransactionId>T1</xb:bursarTransactionId", "xb:bursarTransactionId></xb:bursarTransactionId"),
            ("</xb:xml-fragment>", ""),
        ] {
            let file = GivenFile("paid.xml", passed.xml.replacing(old, with: new))
            #expect(throws: Fault.self) { try passed.feed.verify([file], tally: passed.report.tally, .quick) }
        }
    }

    @Test func `a file is validated without the register, and complaints name what is missing`() throws {
        let feed = try PassedPayments.reading(PassedPayments.plain)
        let report = Report()
        try feed.validate(
            GivenFile("paid.csv", "Ref,Paid,Date\nX1,10,11/02/2026\nX1,x,11/02/2026\n"), now: Converted.facts.now,
            outside: nil, report: report)
        #expect(report.tally.accepted == 1 && report.tally.rejected == 1 && report.tally.balances)
        func words(_ profile: Node) -> [String] {
            do throws(Complaints) { _ = try PassedPayments.reading(profile) } catch { return error.all.map(\.message) }
            return []
        }
        #expect(words(["fields": ["transaction_id": "Ref"]]).count == 2)
        let fields: Node = ["transaction_id": "A", "amount": "B", "currency": "C", "status": "D"]
        #expect(words(["fields": fields]).first?.contains("'statuses' does not say") == true)
        #expect(
            words(["fields": fields, "statuses": ["paid": ["P"], "rejected": ["p"]]]).first?.contains(
                "means paid already")
                == true)
    }
}
