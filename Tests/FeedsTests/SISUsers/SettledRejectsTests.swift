import Exchange
import Feeds
import Testing

@Suite struct `Users that settling rejects` {
    private static let fields: Node = [
        "primary_id": ["column": "ID", "required": "yes"], "last_name": "NAME", "user_group": "KIND",
        "expiry_date": "END",
    ]
    private static let identifiers: Node = [
        ["id_type": "CARD", "value": "CARD"], ["id_type": "LOGIN", "value": "LOGIN"],
    ]
    private static let header = "ID,NAME,KIND,END,CARD,LOGIN\n"

    @Test func `made of several rows, are all their rows again`() throws {
        let profile: Node = [
            "fields": Self.fields, "identifiers": Self.identifiers,
            "several_rows": ["by": "KIND", "weights": ["STAFF": "20"]],
        ]
        let first = "1,a,UG,2027-06-30,c1,l1\n"
        let rows = ["2,b,UG,2027-06-30,c2,l2\n", "2,b,STAFF,2027-06-30,c1,l2\n"]
        let converted = try Converted(profile, Self.header + rows[0] + first + rows[1])
        let tally = converted.report.tally
        // The second row of two won: the person has c1 and stands where that row stands, behind the one whose card it is.
        #expect([tally.accepted, tally.rejected, tally.merged] == [1, 2, 0])
        #expect(converted.rejects == [Self.header + rows[0] + rows[1]])
        let later = try Converted(profile, Self.header + first + rows[0] + rows[1])
        #expect([later.report.tally.accepted, later.report.tally.rejected, later.report.tally.merged] == [1, 2, 0])
        #expect(later.rejects == [Self.header + rows[0] + rows[1]])
    }

    @Test func `are not sent without their match point`() throws {
        let profile: Node = [
            "fields": Self.fields, "identifiers": Self.identifiers, "match_point": "LOGIN",
            "duplicate_identifier": "drop_identifier",
        ]
        let rows = ["1,a,UG,2027-06-30,c1,l1\n", "2,b,UG,2027-06-30,c2,l1\n", "3,c,UG,2027-06-30,c1,l3\n"]
        let converted = try Converted(profile, Self.header + rows.joined())
        #expect(converted.rejects == [Self.header + rows[1]])
        #expect(
            converted.findings == [
                "error sis.identifier.duplicate 3 identifiers[2].value",
                "warning sis.identifier.duplicate 4 identifiers[1].value",
            ])
    }

    @Test func `have codes that only look like those of the list`() throws {
        let profile: Node = ["fields": Self.fields, "code_lists": ["user_group": ["F\u{D6}RD"]]]
        let rows = ["1,a,F\u{D6}RD,2027-06-30,,\n", "2,b,FO\u{308}RD,2027-06-30,,\n"]
        let converted = try Converted(profile, Self.header + rows.joined())
        #expect(converted.findings == ["error sis.codelist 3 KIND"])
        #expect(converted.report.findings[0].message.contains("looks the same"))
    }
}
