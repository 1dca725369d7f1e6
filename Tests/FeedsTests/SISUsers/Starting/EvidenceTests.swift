import ConformanceKit
import Exchange
import Rules
import Testing

@testable import Feeds

/// What values alone tell of a column.
@Suite struct EvidenceTests {
    private func evidence(_ values: [String]) -> ColumnEvidence {
        var evidence = ColumnEvidence()
        for value in values { Array(value.utf8).withUnsafeBufferPointer { evidence.note($0) } }
        return evidence
    }

    private func verdict(_ values: String...) -> DateTrials.Verdict { evidence(values).dates.verdict }

    @Test func `a date layout must fit every value`() throws {
        #expect(verdict("31.12.2027", "01.02.2028") == .sure(try #require(DateLayout("DD.MM.YYYY"))))
        #expect(verdict("1.2.2027", "31.12.2027") == .sure(try #require(DateLayout("D.M.YYYY"))))
        #expect(verdict("20271231", "20280229") == .sure(try #require(DateLayout("YYYYMMDD"))))
        #expect(verdict("31-DEC-2027") == .sure(try #require(DateLayout("DD-MON-YYYY"))))
        #expect(verdict("2027-12-31 00:00:00") == .sure(try #require(DateLayout("YYYY-MM-DD hh:mm:ss"))))
        #expect(verdict("31-DEC-27") == .sure(try #require(DateLayout("DD-MON-YY", centuryFrom: 1950))))
        #expect(verdict("31.12.2027", "never") == .none)
        #expect(verdict("31.12.2027", "31.02.2027") == .none)
        #expect(verdict("90010012", "90010013") == .none, "numbers of eight digits are not days of the year 9001")
    }

    @Test func `day and month are told apart by one day beyond the twelfth, and not at all without`() throws {
        let american = try #require(DateLayout("MM/DD/YYYY"))
        let european = try #require(DateLayout("DD/MM/YYYY"))
        #expect(verdict("03/04/2027", "05/31/2027") == .sure(american))
        #expect(verdict("03/04/2027", "31/05/2027") == .sure(european))
        #expect(verdict("03/04/2027", "05/06/2027") == .ambiguous([american, european]))
        #expect(verdict("05/31/2027", "31/05/2027") == .none)
    }

    @Test func `identifiers, cards, e-mails and phones are known by their looks`() {
        let numbers = (0..<100).map { String(900_100_000 + $0) }
        #expect(evidence(numbers).looksLikeIdentifiers)
        #expect(!evidence(numbers + [numbers[0]]).looksLikeIdentifiers)
        #expect(!evidence(numbers + [" "]).looksLikeIdentifiers, "somebody has none")
        #expect(!evidence(["abc", "ABC"]).isUnique, "capitals make no other identifier")
        #expect(evidence((0..<9).map { "2900000000001\($0)" }).looksLikeBarcodes)
        #expect(evidence(["a@example.edu", "b@example.edu"]).areEmails)
        #expect(!evidence(["a@example", "@example.edu", "a b@example.edu"]).areEmails)
        #expect(evidence(["555-0100", "+43 1 5550100", "(900) 555-0100"]).arePhones)
        #expect(!evidence(["31.12.", "12"]).arePhones)
    }

    @Test func `one domain for nine in ten is a mail system of one's own`() {
        let own = (0..<95).map { "u\($0)@example.edu" }
        #expect(evidence(own + ["x@mail.example"]).hasOneDomain)
        #expect(!evidence((0..<90).map { "u\($0)@\($0 % 3).example" }).hasOneDomain)
    }

    @Test func `codes are few, short, and nobody's number`() {
        let codes = (0..<200).map { ["UG", "GR", "FA"][$0 % 3] }
        #expect(evidence(codes).areCodes)
        #expect(evidence(codes).codes.sorted.map(\.code) == ["GR", "UG", "FA"])
        #expect(!evidence((0..<200).map { "name \($0 % 80)" }).areCodes, "too many to be codes")
        #expect(!evidence(codes + ["900100001"]).areCodes)
        #expect(!evidence(codes + ["a@example.edu"]).areCodes)
        #expect(!evidence((0..<400).map { "c\($0)" }).areCodes)
        #expect(!evidence([String(repeating: "x", count: 41)]).areCodes)
    }

    @Test func `doubles are counted exactly while there are few values, and nearly when there are many`() {
        #expect(evidence((0..<16_000).map { "\($0 % 15_990)" }).doubles.doubles == 10)
        let many = evidence((0..<200_000).map { "\($0)" })
        #expect(many.isUnique)
        let some = evidence((0..<200_000).map { "\($0 % 190_000)" }).doubles.doubles
        #expect((8000...12_000).contains(some), "\(some)")
        #expect(!evidence((0..<100_000).map { "\($0 % 7)" }).isUnique)
    }

    @Test func `the encoding is that of all lines, not only of the first`() throws {
        func measure(_ lines: [[UInt8]], chunk: Int = 1000) throws -> SampleEncoding {
            try SampleEncoding.measure(GivenFile("people.csv", Array(lines.joined(separator: [10])), chunk: chunk))
        }
        let plain = [[UInt8]](repeating: Array("1,Sample".utf8), count: 20_000)
        let latin = Array("2,M".utf8) + [0xFC] + Array("ller".utf8)
        let wide = Array("3,Zoë".utf8)
        #expect(try measure(plain).words == "utf-8 (no special letters in it)")
        #expect(try measure(plain + [latin]).words == "windows-1252 (sure)")
        #expect(try measure(plain + [wide], chunk: 7).words == "utf-8 (sure)")
        #expect(
            try measure(plain + [latin, latin, latin, wide]).words == "windows-1252 (75 % sure; 1 row differs)")
        #expect(try measure([Array("4,".utf8) + [0xE9, 0x8F]]).words == "iso-8859-1 (sure)")
        #expect(try measure([[0xFF, 0xFE, 0x41, 0x00]]).words == "utf-16")
    }
}
