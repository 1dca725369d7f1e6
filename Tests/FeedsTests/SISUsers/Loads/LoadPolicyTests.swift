import Exchange
import Feeds
import Testing

@Suite struct `What is decided for a load as a whole` {
    private static let expiring: Node = [
        "fields": ["primary_id": ["column": "ID", "pattern": "[A-Z0-9]+"], "last_name": "NAME", "expiry_date": "EXP"],
        "missing": ["expire": "today"],
    ]

    @Test(arguments: ["9\u{1}", "9*", "", "ragged"])
    func `nobody is ended while a rejected row may be theirs`(id: String) throws {
        let feed = try SISUsersFeed.reading(Self.expiring)
        let first = try TrialLoad(feed, "ID,NAME,EXP\n1,a,2030-01-01\n9,b,2030-01-01\n")
        let row = id == "ragged" ? "9" : "\(id),b,2030-01-01"
        let second = try TrialLoad(feed, "ID,NAME,EXP\n1,a,2030-01-01\n\(row)\n", after: first.baseline)
        #expect(second.report.tally.rejected == 1 && second.report.tally.added == 0)
        #expect(second.report.count(of: .sisExpiryPostponed) == 1 && second.changes == ["missing,9,,"])
        // They are still missing the next time.
        let third = try TrialLoad(feed, "ID,NAME,EXP\n1,a,2030-01-01\n", after: second.baseline)
        #expect(third.changes == ["expired,9,,expiry_date"])
    }

    @Test func `nobody is sent without a primary id, whatever the profile says`() throws {
        let load = try TrialLoad(SISUsersFeed.reading(["fields": ["primary_id": "ID"]]), "ID,N\n,x\n1,y\n")
        #expect(load.report.tally.accepted == 1 && load.report.count(of: .sisRequired) == 1)
    }

    @Test func `a part that is the same for all is still only for those it is for`() throws {
        let feed = try SISUsersFeed.reading([
            "fields": ["primary_id": "ID"],
            "statistics": [["statistic_category": ["constant": "ALUMNI"], "when": ["ROLE": "A"]]],
            "notes": [["note_type": "ERP", "note_text": ["constant": "staff"], "when": ["ROLE": "S"]]],
        ])
        let users = try TrialLoad(feed, "ID,ROLE\n1,A\n2,S\n3,\n").users
        #expect(
            users.map { $0.children.map(\.name) } == [
                ["primary_id", "user_statistics"], ["primary_id", "user_notes"], ["primary_id"],
            ])
    }

    @Test func `a row that could not be merged into a good user is rejected with its others, to be run again`() throws {
        let feed = try SISUsersFeed.reading([
            "fields": ["primary_id": "ID", "expiry_date": "EXP", "purge_date": "PURGE"],
            "several_rows": ["by": "ROLE", "weights": ["STAFF": "2"], "fields": ["expiry_date": "latest"]],
        ])
        let rows = ["7,STUDENT,2029-01-01,", "8,STAFF,2027-01-01,", "7,STAFF,2027-01-01,2028-01-01"]
        let load = try TrialLoad(feed, "ID,ROLE,EXP,PURGE\n" + rows.map { $0 + "\n" }.joined())
        #expect(load.rejects == [rows[0], rows[2]])
        let errors = load.report.findings.filter { $0.severity == .error }
        #expect(errors.map(\.rule) == [.sisPurge, .sisOtherRow] && errors.map(\.position.line) == [4, 2])
        #expect(load.report.tally.rejected == 2 && load.report.tally.merged == 0 && load.report.tally.accepted == 1)
    }

    @Test func `values that were sent again must go together with the others`() throws {
        let feed = try SISUsersFeed.reading([
            "fields": ["primary_id": "ID", "expiry_date": ["column": "EXP", "blank": "resend"], "purge_date": "PURGE"]
        ])
        let first = try TrialLoad(feed, "ID,EXP,PURGE\n1,2029-01-01,2030-01-01\n2,2029-01-01,\n")
        let second = try TrialLoad(feed, "ID,EXP,PURGE\n1,,2028-01-01\n2,,\n", after: first.baseline)
        #expect(second.rejects == ["1,,2028-01-01"] && second.report.count(of: .sisPurge) == 1)
        #expect(second.conversion.comparison?.kept == 1 && second.conversion.comparison?.same == 1)
    }

    @Test func `the first few are those who are sent, not rows that went into others`() throws {
        let feed = try SISUsersFeed.reading([
            "fields": ["primary_id": "ID"], "several_rows": ["by": "ROLE", "weights": ["STAFF": "2"]],
        ])
        let text = "ID,ROLE\n1,A\n1,STAFF\n2,A\n3,A\n3,A\n"
        for (limit, sent) in [(0, []), (1, ["1"]), (2, ["1", "2"]), (9, ["1", "2", "3"])] {
            let load = try TrialLoad(feed, text, selection: Selection(limit: limit))
            #expect(try load.users.map { $0["primary_id"] } == sent)
            #expect(load.report.tally.merged == 2 && load.report.tally.filtered == 3 - sent.count)
            #expect(load.baseline == nil && load.conversion.comparison == nil && load.changes.isEmpty)
        }
    }

    @Test func `somebody accepted and rejected is not kept, and not gone`() throws {
        let feed = try SISUsersFeed.reading(["fields": ["primary_id": "ID", "last_name": "NAME"]])
        let first = try TrialLoad(feed, "ID,NAME\n1,a\n2,b\n")
        for rows in ["1,a\n1,x\n2,b\n", "2,b\n1,a\n\"1\",\(String(repeating: "x", count: 256))\n"] {
            let load = try TrialLoad(feed, "ID,NAME\n" + rows, after: first.baseline)
            let comparison = try #require(load.conversion.comparison)
            #expect(load.report.tally.rejected == 1 && comparison.kept == 0 && comparison.gone == 0)
            #expect(comparison.same == 2 && load.changes.isEmpty)
            #expect(try KeptUsers(load.baseline ?? []).users.count == 2)
        }
    }

    @Test func `who must be in every load is named where one is not, whatever the letters`() throws {
        let list = FileBeside(name: "p.txt", path: "Profiles/p.txt", .text(Array("AB1\nX9\nzz\n".utf8)))
        let node: Node = [
            "fields": ["primary_id": "ID"], "identifiers": [["id_type": "BAR", "value": "BAR"]], "protected": "p.txt",
        ]
        let feed = try SISUsersFeed(
            Settings(node.numbered(), declared: SISUsersFeed.settings, files: ["p.txt": list]))
        let whole = try TrialLoad(feed, "ID,BAR\nab1,x9\nZZ,\n")
        #expect(whole.conversion.alarms.isEmpty)
        let less = try TrialLoad(feed, "ID,BAR\nab1,\nzz,x8\n")
        #expect(less.conversion.alarms.map(\.rule) == [.sisProtected] && less.conversion.alarms.count == 1)
        #expect(less.conversion.alarms.first?.message.contains("1 of 3") == true)
        let part = try TrialLoad(feed, "ID,BAR\nab1,\n", selection: Selection(limit: 1))
        #expect(part.conversion.alarms.isEmpty)
    }
}
