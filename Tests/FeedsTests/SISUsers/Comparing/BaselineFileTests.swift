import ConformanceKit
import Exchange
import Formats
import Testing

@testable import Feeds

@Suite struct `The last load's file` {
    private static let profile: Node = [
        "fields": ["primary_id": "ID", "last_name": "NAME", "user_group": ["constant": "STAFF"]],
        "emails": [["email_type": "home", "email_address": "MAIL", "preferred": "yes"]],
    ]
    private static let text = "ID,NAME,MAIL\n1,Ada,a@example.org\n2,Grace,\n3,\(String(repeating: "n", count: 255)),\n"

    @Test func `has a shape that is read as it was written`() throws {
        let shape = BaselineShape(
            names: ["primary_id", "", "emails[home].email_address"],
            constants: [.init(name: "a", value: "é", key: "primary_id"), .init(name: "b", value: "", key: nil)],
            runs: ["26-0002", "26-0001"])
        #expect(BaselineShape(shape.bytes) == shape && BaselineShape.length(shape.bytes) == shape.bytes.count)
        #expect(BaselineShape(shape.bytes + [0]) == nil)
        for length in 0..<shape.bytes.count { #expect(BaselineShape(Array(shape.bytes.prefix(length))) == nil) }
    }

    /// What comes of a baseline with these bytes: the code of the fault, or how many users it has.
    private static func outcome(_ bytes: [UInt8]) throws -> String {
        let feed = try SISUsersFeed.reading(profile)
        do throws(Fault) {
            let last = try LastLoad(Baseline(run: "26-0001", file: GivenFile("baseline", bytes)), feed.layout)
            for index in 0..<last.count { _ = try last.user(index) }
            return String(last.count)
        } catch { return error.code.name }
    }

    /// That bytes are the ones that were written is proven by the sealed file around it; here nothing may break.
    @Test func `cut anywhere, or with any byte changed, is refused or read to an end`() throws {
        let feed = try SISUsersFeed.reading(Self.profile)
        let bytes = try #require(try TrialLoad(feed, Self.text).baseline)
        #expect(try Self.outcome(bytes) == "3")
        let starts = try Self.starts(bytes)
        for length in bytes.indices {
            let users = starts.firstIndex(of: length)
            #expect(
                try Self.outcome(Array(bytes.prefix(length))) == users.map(String.init) ?? "sis.baseline", "\(length)")
        }
        for place in bytes.indices {
            for flip: UInt8 in [0x01, 0x80, 0xFF] {
                var damaged = bytes
                damaged[place] ^= flip
                let outcome = try Self.outcome(damaged)
                #expect(["sis.baseline", "3"].contains(outcome), "byte \(place) ^ \(flip): \(outcome)")
                if place < 21 { #expect(outcome == "sis.baseline", "byte \(place)") }
            }
        }
        #expect(try Self.outcome(bytes + [0]) == "sis.baseline")
    }

    /// Where users begin; a file that ends there is whole.
    private static func starts(_ bytes: [UInt8]) throws -> [Int] {
        var at = try #require(BaselineShape.length(bytes))
        var starts = [at]
        while at < bytes.count {
            at += BaselineWriter.headSize + BaselineShape.number(bytes, at)
            starts.append(at)
        }
        return starts
    }

    @Test func `is understood by another profile, as far as that asks for the same`() throws {
        let old = try #require(try TrialLoad(SISUsersFeed.reading(Self.profile), Self.text).baseline)
        let feed = try SISUsersFeed.reading([
            "fields": ["primary_id": "ID", "user_group": "GROUP", "first_name": "NAME", "campus_code": "C"],
            "emails": [
                ["email_type": "home", "email_address": "MAIL"], ["email_type": "work", "email_address": "C"],
            ],
        ])
        let last = try LastLoad(Baseline(run: "26-0001", file: GivenFile("baseline", old)), feed.layout)
        let values = try last.values(of: Array("1".utf8))?.map { String(decoding: $0, as: UTF8.self) }
        #expect(feed.layout.slots.map(\.name).prefix(3) == ["primary_id", "first_name", "user_group"])
        // What was the same for everybody is what each of them has.
        #expect(values == ["1", "", "STAFF", "", "a@example.org", ""])
        #expect(last.groups.count(of: Array("STAFF".utf8)) == 3 && last.filled(2) == 3 && last.filled(4) == 1)
        #expect(try last.values(of: Array("7".utf8)) == nil)
    }

    @Test func `counts groups apart up to a thousand, and the rest as one`() {
        var groups = GroupCount()
        for round in 0..<2 {
            for number in 0..<1500 {
                let index = groups.count(Array("G\(number)".utf8))
                #expect(index == min(number, 1000), "round \(round)")
            }
        }
        #expect(groups.names.count == 1001 && groups.counts.reduce(0, +) == 3000)
        #expect(groups.count(of: Array("G7".utf8)) == 2 && groups.count(of: Array("G1200".utf8)) == 0)
        #expect(groups.counts[1000] == 1000 && groups.name(1000) == "(others)")
        #expect(groups.count([]) == 1000)
    }
}
