import Foundation
import ServerKit
import Testing

/// Mistakes in the configuration, as the person who made them sees them.
@Suite struct ComplaintTests {
    @Test func `a misspelt key is shown with its line, a caret and the key that was meant`() throws {
        let profile = try Site.shippedProfile().replacingOccurrences(
            of: "  delimiter: \";\"", with: "  delimeter: \";\"")
        let site = try Site(profile: profile)
        let outcome = try site.run("run", "sis-import")
        #expect(outcome.status == 7)
        #expect(outcome.output.isEmpty)
        let lines = outcome.errors.split(separator: "\n").map(String.init)
        try #require(lines.count >= 4, "\(outcome.errors)")
        let number = profile.components(separatedBy: "\n").firstIndex { $0.contains("delimeter") }.map { $0 + 1 } ?? 0
        #expect(lines[0].hasPrefix("Profiles/sis-import.yaml:\(number):3: error: "), "\(lines[0])")
        #expect(lines[0].hasSuffix("did you mean 'delimiter'?"))
        #expect(lines[1] == "    delimeter: \";\"")
        #expect(lines[2] == "    ^")
        #expect(lines[3].hasPrefix("    allowed: "))
    }

    @Test func `all mistakes are named at once, as text and as JSON`() throws {
        let profile = try Site.shippedProfile()
            .replacingOccurrences(of: "connection: campus", with: "connection: kampus")
            .replacingOccurrences(of: "max_rejects_percent: 10", with: "max_rejects_percent: many")
            .replacingOccurrences(of: "first_name:", with: "frist_name:")
        let site = try Site(profile: profile)
        let text = try site.run("profiles", "check")
        #expect(text.status == 7)
        #expect(text.output.contains("3 complaints. Nothing of this starts until they are mended."), "\(text.output)")
        let json = try site.run("profiles", "check", "--json")
        #expect(json.status == 7)
        let lines = try JSONDecoder().decode([Line].self, from: Data(json.output.utf8))
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.file == "Profiles/sis-import.yaml" && $0.line > 0 && $0.column > 0 })
        #expect(Set(lines.compactMap(\.nearest)).isSuperset(of: ["campus", "first_name"]))
    }

    private struct Line: Decodable {
        let file: String
        let line: Int
        let column: Int
        let nearest: String?
    }

    @Test func `the shipped profiles are whole`() throws {
        let site = try Site()
        let outcome = try site.run("profiles", "check")
        #expect(outcome.status == 0)
        #expect(outcome.output == "1 profile, all whole.\n")
        #expect(try site.run("profiles", "check", "sis-import").output == "sis-import is whole.\n")
        #expect(try site.run("profiles", "check", "--json").output.filter { !$0.isWhitespace } == "[]")
    }

    @Test func `a profile explains itself as it did before`() throws {
        let site = try Site(profile: try Checkout.text("Profiles/sis-import.yaml"))
        let outcome = try site.run("profiles", "explain", "sis-import")
        #expect(outcome.status == 0)
        let text = outcome.output.replacingOccurrences(of: site.root, with: "<root>")
        let path = "\(Repository.path)/Tests/Golden/profiles-explain-sis-import.txt"
        if SampleTests.records { return try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
        let expected = try Checkout.bytes("Tests/Golden/profiles-explain-sis-import.txt")
        if expected != Array(text.utf8) { Issue.record("\(Difference.words(expected, Array(text.utf8)))") }
    }

    @Test func `every key a profile may hold is documented with an example`() throws {
        let outcome = try Site().run("profiles", "explain", "sis-users", "--settings")
        #expect(outcome.status == 0)
        for key in ["from", "to", "settle", "fields", "addresses", "encoding", "max_rejects_percent"] {
            #expect(outcome.output.contains(key), "\(key)")
        }
    }

    @Test func `profiles and feeds are listed`() throws {
        let site = try Site()
        #expect(try site.run("profiles", "list").output.contains("sis-import  sis-users  Students and staff"))
        #expect(
            try site.run("profiles", "list", "--feeds").output.contains(
                "sis-users        campus people (CSV, fixed width, JSON)"))
        let json = try JSONSerialization.jsonObject(with: Data(try site.run("profiles", "list", "--json").output.utf8))
        #expect((json as? [[String: Any]])?.first?["name"] as? String == "sis-import")
    }
}
