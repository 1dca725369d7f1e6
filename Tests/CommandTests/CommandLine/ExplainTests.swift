import Foundation
import ServerKit
import Testing

/// `exchange explain`: whatever a report names can be asked about.
@Suite struct ExplainTests {
    private struct Line: Decodable {
        let code: String
        let owner: String
        let cause: String
        let remedy: String
    }

    @Test func `every code has a cause, a remedy and somebody who acts`() throws {
        let all = try Program().run("explain", "--json")
        #expect(all.status == 0)
        let lines = try JSONDecoder().decode([Line].self, from: Data(all.output.utf8))
        #expect(lines.count > 60)
        #expect(lines.map(\.code) == lines.map(\.code).sorted())
        for line in lines {
            #expect(line.code.wholeMatch(of: /[a-z0-9]+(\.[a-z0-9]+)+/) != nil, "\(line.code)")
            for sentence in [line.cause, line.remedy] {
                #expect(sentence.first?.isLowercase == false, "\(line.code): \(sentence)")
                #expect(sentence.last.map { ".:\"!".contains($0) } == true, "\(line.code): \(sentence)")
            }
            #expect(!line.owner.isEmpty)
        }
        let table = try Program().run("explain").output
        #expect(table.split(separator: "\n").count == lines.count + 1)
    }

    @Test func `each code explains itself`() throws {
        let all = try Program().run("explain", "--json")
        for line in try JSONDecoder().decode([Line].self, from: Data(all.output.utf8)) {
            let one = try Program().run("explain", line.code)
            #expect(one.status == 0)
            #expect(one.output.hasPrefix("\(line.code)\n  why     \(line.cause)\n  do      \(line.remedy)\n  who     "))
        }
    }

    @Test func `a misspelt code is met with the nearest one`() throws {
        let outcome = try Program().run("explain", "csv.quote.unclsed")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("Did you mean 'csv.quote.unclosed'?"))
        let one = try Program().run("explain", "csv.empty", "--json")
        #expect(try JSONDecoder().decode(Line.self, from: Data(one.output.utf8)).code == "csv.empty")
    }
}
