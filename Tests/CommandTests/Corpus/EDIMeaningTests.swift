import Foundation
import ServerKit
import Testing

/// What 'exchange validate' says of every real EDIFACT file, held against a table in which a person has given the reason of
/// each line.
@Suite(.enabled(if: Field.isGiven)) struct EDIMeaningTests {
    private static let table = "\(Repository.path)/Tests/Golden/edifact-meanings.txt"

    private struct Said: Decodable {
        struct Line: Decodable {
            let severity: String
            let rule: String
            let line: Int
            let byte: Int
            let path: String?
        }
        struct Refusal: Decodable { let code: String }

        let verdict: String
        let takenFor: String
        struct Records: Decodable {
            let accepted: Int
            let read: Int
        }

        let records: Records
        let findings: [Line]
        let fault: Refusal?
    }

    /// Each rule with how often it spoke and where first.
    private func facts(_ path: String) throws -> String {
        let said = try JSONDecoder().decode(
            Said.self, from: Data(try Program().run("validate", path, "--json").output.utf8))
        let records = "\(said.records.accepted) of \(said.records.read)"
        var order: [String] = []
        var places: [String: [String]] = [:]
        for finding in said.findings {
            let rule = "\(finding.severity) \(finding.rule)"
            if places[rule] == nil { order.append(rule) }
            let path = finding.path.map { " \($0)" } ?? ""
            places[rule, default: []].append("\(finding.line)/\(finding.byte)\(path)")
        }
        var findings = order.map { "\(places[$0]?.count ?? 0) x \($0) \(places[$0]?.first ?? "")" }
        if let fault = said.fault { findings.insert("refused \(fault.code)", at: 0) }
        return "\(said.verdict) \(records) | \(said.takenFor) | "
            + (findings.isEmpty ? "nothing" : findings.joined(separator: ", "))
    }

    @Test func `is what the table says, and each line has its reason`() throws {
        let files = Field.files("edifact")
        #expect(files.count >= 55)
        let lines = try files.map { (name: ($0 as NSString).lastPathComponent, facts: try facts($0)) }
        if Repository.variable("EXCHANGE_RECORD_EDI") != nil { try record(lines) }
        let golden = try golden()
        #expect(Set(golden.keys) == Set(lines.map(\.name)))
        for line in lines {
            #expect(golden[line.name]?.facts == line.facts, "\(line.name)")
            #expect(golden[line.name]?.reason.isEmpty == false, "\(line.name) is not justified")
        }
    }

    private func golden() throws -> [String: (facts: String, reason: String)] {
        var found: [String: (facts: String, reason: String)] = [:]
        var name = ""
        for line in try String(contentsOfFile: Self.table, encoding: .utf8).split(separator: "\n")
        where !line.hasPrefix("#") {
            if line.hasPrefix("    = ") {
                found[name]?.reason = String(line.dropFirst(6))
            } else if line.hasPrefix("    ") {
                found[name]?.facts = String(line.dropFirst(4))
            } else {
                name = String(line)
                found[name] = ("", "")
            }
        }
        return found
    }

    /// Writes the table with the reasons it has; whoever records reads it, and gives those that are missing.
    private func record(_ lines: [(name: String, facts: String)]) throws {
        let known = (try? golden()) ?? [:]
        var text = """
            # Real EDIFACT files and what 'exchange validate' says of them without a profile: verdict, messages accepted of those
            # read | what it was taken for | findings: how often, and line/byte and place of the first one.
            # Behind '=' stands why that is right, by a person who looked into the file.

            """
        for line in lines { text += "\(line.name)\n    \(line.facts)\n    = \(known[line.name]?.reason ?? "")\n" }
        try text.write(toFile: Self.table, atomically: true, encoding: .utf8)
    }
}
