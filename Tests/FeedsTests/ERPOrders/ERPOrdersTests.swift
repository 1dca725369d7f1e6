import ConformanceKit
import Exchange
import Feeds
import Testing

/// A profile of `erp-orders`, a file given to it, and all that came of it.
private struct Ordered {
    let report = Report()
    let outbox = MemoryOutbox()
    let notebook: AnsweringNotebook
    let feed: ERPOrdersFeed
    let conversion: Conversion

    init(_ profile: Node, _ file: String, _ entries: [RegisterEntry] = [], again: Bool = false) throws {
        feed = try ERPOrdersFeed(Settings(profile.numbered(), declared: ERPOrdersFeed.settings))
        notebook = AnsweringNotebook(entries)
        let base = Converted.facts
        let facts = RunFacts(
            profile: base.profile, run: base.run, now: base.now, sequence: base.sequence, isAgain: again)
        conversion = try feed.convert(
            [GivenFile("orders.csv", file)], facts: facts, into: outbox, notebook: notebook, outside: nil,
            report: report)
        #expect(report.tally.balances)
        try feed.verify(
            outbox.bytes(.delivery).enumerated().map { GivenFile("out_\($0)", $1) }, tally: report.tally, .full)
    }

    static let orders: Node = [
        "fields": ["order_number": "NO", "vendor_code": "VENDOR", "amount": "SUM", "currency": "CUR"],
        "write": [
            "format": "delimited",
            "records": [
                [
                    "for": "order",
                    "fields": [
                        ["name": "NO", "value": "order_number"],
                        ["name": "VENDOR", "value": "vendor_code", "longest": "8"],
                        ["name": "SUM", "value": "amount", "number": ["decimals": "2"]],
                    ],
                ]
            ],
        ],
    ]

    static let approvals: Node = [
        "direction": "approvals",
        "fields": ["order_number": "NO", "status": "S", "erp_number": "ERP", "reason": "WHY"],
        "statuses": ["A": "approved", "R": "rejected", "P": "open"],
        "write": [
            "format": "xml",
            "document": [
                [
                    "name": "orders",
                    "content": [
                        [
                            "name": "order", "for": "approval",
                            "content": [
                                ["name": "number", "value": "order_number"], ["name": "status", "value": "status"],
                                ["name": "erp", "value": "erp_number"], ["name": "note", "value": "reason"],
                            ],
                        ]
                    ],
                ]
            ],
        ],
    ]

    static func past(_ key: String, _ event: RegisterEntry.Event) -> RegisterEntry {
        RegisterEntry(
            .order, key, event, day: Converted.facts.now.date, run: "26-0001", profile: "erp-orders", isProposed: false)
    }

    static func complaints(_ profile: Node) -> [String] {
        do throws(Complaints) {
            _ = try ERPOrdersFeed(Settings(profile.numbered(), declared: ERPOrdersFeed.settings))
            return []
        } catch { return error.all.map(\.key) }
    }

    var findings: [String] { report.findings.map { "\($0.severity) \($0.rule) \($0.position.line)" } }
    var output: String { outbox.bytes(.delivery).map { String(decoding: $0, as: UTF8.self) }.joined() }
    /// read, accepted, rejected, filtered, merged.
    var counts: [Int] {
        let tally = report.tally
        return [tally.read, tally.accepted, tally.rejected, tally.filtered, tally.merged]
    }
}

@Suite struct `Orders to an ERP and its approvals` {
    @Test func `orders go out by the profile's layout, once each`() throws {
        let file = """
            NO,VENDOR,SUM,CUR
            PO1,IMAG,46.5,USD
            PO2,"IMAG, X",1200,EUR
            PO1,IMAG,46.50,USD
            PO3,IMAG,1.005,USD
            PO4,FAR TOO LONG,1,USD
            PO5,IMAG,1,usd
            ,IMAG,1,USD
            PO6,IMAG,1,USD
            PO6,IMAG,2,USD

            """
        let ordered = try Ordered(Ordered.orders, file)
        #expect(ordered.output == "PO1,IMAG,46.50\nPO2,\"IMAG, X\",1200.00\n")
        #expect(ordered.counts == [9, 2, 6, 0, 1])
        #expect(
            ordered.findings == [
                "error orders.currency 7", "error orders.identity 8", "note orders.duplicate 4",
                "error orders.contradiction 9", "error orders.contradiction 10", "error target.number 5",
                "error target.length 6",
            ])
        #expect(ordered.notebook.proposed.map { "\($0.key) \($0.event)" } == ["PO1 sent", "PO2 sent"])
    }

    @Test func `an order that was sent is kept back, one that was rejected goes again`() throws {
        let file = "NO,VENDOR,SUM,CUR\nPO1,I,1,USD\nPO2,I,1,USD\nPO3,I,1,USD\n"
        let past = [
            Ordered.past("PO1", .sent), Ordered.past("PO2", .sent), Ordered.past("PO2", .rejected),
            Ordered.past("PO3", .sent), Ordered.past("PO3", .approved),
        ]
        let ordered = try Ordered(Ordered.orders, file, past)
        #expect(ordered.findings == ["error orders.sent 2", "error orders.sent 4"])
        #expect(ordered.output == "PO2,I,1.00\n")
        #expect(try Ordered(Ordered.orders, file, past, again: true).counts == [3, 3, 0, 0, 0])
    }

    @Test func `approvals come back with the ERP's number, rejections with a reason`() throws {
        let file = "NO,S,ERP,WHY\nPO1,A,E-1,\nPO2,R,,No budget & none left\nPO3,P,,\nPO4,A,,\nPO5,?,E-5,\nPO6,R,,\n"
        let ordered = try Ordered(Ordered.approvals, file, (1...6).map { Ordered.past("PO\($0)", .sent) })
        #expect(ordered.counts == [6, 3, 2, 1, 0])
        #expect(
            ordered.findings == ["error orders.number 5", "error orders.status 6", "warning orders.reason 7"])
        #expect(ordered.output.contains("<number>PO1</number><status>approved</status><erp>E-1</erp>"))
        #expect(ordered.output.contains("No budget &amp; none left"))
        #expect(
            ordered.notebook.proposed.map { "\($0.key) \($0.event) \($0.reference)" } == [
                "PO1 approved E-1", "PO2 rejected ", "PO6 rejected ",
            ])
    }

    @Test func `an answer to nothing is kept back, a known one left out, a contradiction kept back`() throws {
        let file = "NO,S,ERP,WHY\nPO1,A,E-1,\nPO2,A,E-2,\nPO3,R,,no\n"
        let past = [
            Ordered.past("PO2", .sent), Ordered.past("PO2", .approved), Ordered.past("PO3", .sent),
            Ordered.past("PO3", .approved),
        ]
        let ordered = try Ordered(Ordered.approvals, file, past)
        #expect(ordered.findings == ["error orders.unknown 2", "error orders.changed 4"])
        #expect(ordered.counts == [3, 0, 2, 1, 0] && ordered.outbox.bytes(.delivery).isEmpty)
    }

    @Test func `a profile without what either direction needs is complained about`() {
        #expect(Ordered.complaints(Ordered.orders) == [] && Ordered.complaints(Ordered.approvals) == [])
        #expect(
            Ordered.complaints(["direction": "approvals", "fields": ["order_number": "A"], "write": ["format": "json"]])
                .contains("fields"))
        #expect(
            Ordered.complaints(["fields": ["order_number": "A", "Sum": "B"], "write": ["format": "json"]]).contains(
                "fields.Sum"))
        #expect(
            Ordered.complaints(["fields": ["number": "A"], "unknown": "send", "write": ["format": "json"]]).contains(
                "unknown"))
    }

    @Test func `a file is judged by a profile only`() throws {
        #expect(throws: Fault.self) { try ERPOrdersFeed.examine(GivenFile("a.xml", "<po/>"), report: Report()) }
        #expect(try ERPOrdersFeed.recognise(GivenFile("a.xml", "<po/>")) == nil)
        let feed = try ERPOrdersFeed(Settings(Ordered.approvals.numbered(), declared: ERPOrdersFeed.settings))
        let report = Report()
        try feed.validate(
            GivenFile("a.csv", "NO,S,ERP,WHY\nPO1,A,E-1,\n"), now: Converted.facts.now, outside: nil, report: report)
        #expect(report.tally.accepted == 1 && report.findings.isEmpty)
    }
}
