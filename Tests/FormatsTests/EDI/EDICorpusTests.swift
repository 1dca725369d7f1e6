import ConformanceKit
import Exchange
import Formats
import Foundation
import ServerKit
import Testing

/// Real files from the field, where `EXCHANGE_CORPUS` names their folder; without it this suite is not given.
@Suite(.enabled(if: EDICorpus.folder != nil)) struct EDICorpusTests {
    @Test func `the verdict and the findings of every file are those of the table`() throws {
        let lines = try EDICorpus.files.map { try EDICorpus.line($0) }
        if Repository.variable("EXCHANGE_RECORD_EDI") != nil { try EDICorpus.record(lines) }
        let golden = try EDICorpus.golden()
        #expect(Set(golden.keys) == Set(lines.map(\.name)))
        for line in lines {
            #expect(golden[line.name]?.facts == line.facts, "\(line.name)")
            #expect(golden[line.name]?.reason.isEmpty == false, "\(line.name) is not justified")
        }
    }

    @Test(arguments: EDICorpus.files)
    func `every byte of a file belongs to something, and every chunking gives the same`(_ name: String) throws {
        let bytes = try EDICorpus.bytes(name)
        let outcome = ediSuite().read(bytes, by: bytes.count)
        if outcome.fault == nil { #expect(try EDIAccounts.gaps(bytes) == []) }
        #expect(ediSuite().chunking(bytes, sizes: [1, 7, 64]) == [])
    }

    @Test(arguments: EDICorpus.files)
    func `interchanges, messages and segments are as many as a naive count finds`(_ name: String) throws {
        let bytes = try EDICorpus.bytes(name)
        guard let naive = EDINaiveCount(bytes) else { return }
        let counts = try readEDI(bytes)
        #expect(counts.interchanges == naive.interchanges)
        #expect(counts.messages == naive.messages)
        #expect(counts.segments == naive.segments)
    }

    @Test(arguments: EDICorpus.wellFormed)
    func `what was read and written again reads as the same`(_ name: String) throws {
        let bytes = try EDICorpus.bytes(name)
        #expect(try EDIAgain.differences(bytes) == [])
    }

    @Test(arguments: EDICorpus.ten) func `cut at every byte, no message looks whole that is not`(_ name: String) throws
    {
        #expect(EDITruncation.lies(try EDICorpus.bytes(name)) == [])
    }

    @Test func `the corpus holds what this suite needs`() {
        #expect(EDICorpus.files.count >= 55)
        #expect(EDICorpus.ten.count == 10)
        #expect(EDICorpus.wellFormed.count >= 40)
    }
}

/// The folder of real files.
enum EDICorpus {
    static let folder = Repository.variable("EXCHANGE_CORPUS").map { "\($0)/edifact" }
    static let table = "\(Repository.path)/Tests/Golden/edifact-corpus.txt"

    static var files: [String] {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Those in which some message is whole.
    static var wellFormed: [String] {
        files.filter { name in
            guard let bytes = try? bytes(name) else { return false }
            return ediSuite().read(bytes, by: 1 << 20).messages.contains(where: \.isWhole)
        }
    }

    /// Small ones of every kind.
    static var ten: [String] {
        let small = files.filter { (try? bytes($0).count) ?? 0 < 1300 }
        let step = max(1, small.count / 10)
        return Array(stride(from: 0, to: small.count, by: step).map { small[$0] }.prefix(10))
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: "\(folder ?? "")/\(name)")))
    }

    struct Line {
        let name: String
        let facts: String
        var reason = ""
    }

    /// Counts, verdict, and each finding with its line and byte.
    static func line(_ name: String) throws -> Line {
        let bytes = try bytes(name)
        let outcome = ediSuite().read(bytes, by: 1 << 20)
        let good = outcome.messages.count { $0.isWhole && $0.worst != .error }
        let counts = (try? readEDI(bytes)) ?? EDICounts()
        let verdict = outcome.fault.map { "refused \($0.code)" } ?? "\(good) of \(outcome.messages.count) good"
        let findings = outcome.findings.map { finding in
            let path = finding.position.path.map { " \($0)" } ?? ""
            return "\(finding.severity) \(finding.rule) \(finding.position.line)/\(finding.position.byte)\(path)"
        }
        let size = "\(counts.interchanges) \(counts.messages) \(counts.segments)"
        let said = findings.isEmpty ? "nothing" : findings.joined(separator: ", ")
        return Line(name: name, facts: "\(size) | \(verdict) | \(said)")
    }

    static func golden() throws -> [String: Line] {
        let text = try String(contentsOfFile: table, encoding: .utf8)
        var lines: [String: Line] = [:]
        var open: (name: String, facts: [String])?
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("    = ") {
                guard let file = open else { continue }
                lines[file.name] = Line(
                    name: file.name, facts: file.facts.joined(separator: " "), reason: String(line.dropFirst(6)))
                open = nil
            } else if line.hasPrefix("    ") {
                open?.facts.append(line.trimmingCharacters(in: .whitespaces))
            } else {
                open = (String(line), [])
            }
        }
        return lines
    }

    /// Writes the table with the reasons it has; whoever records reads it, and gives the reasons that are missing.
    static func record(_ lines: [Line]) throws {
        let known = (try? golden()) ?? [:]
        var text = """
            # Real EDIFACT files and what this program says of them: interchanges, messages, segments | messages without an error |
            # findings, each with line/byte and place. Behind '=' stands why that is right, by a person who looked into the file.

            """
        for line in lines {
            text += "\(line.name)\n"
            var row = "   "
            for word in line.facts.split(separator: " ") {
                if row.count + word.count > 118 {
                    text += row + "\n"
                    row = "   "
                }
                row += " \(word)"
            }
            text += row + "\n    = \(known[line.name]?.reason ?? "")\n"
        }
        try text.write(toFile: table, atomically: true, encoding: .utf8)
    }
}
