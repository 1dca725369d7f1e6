import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// The golden samples. `EXCHANGE_RECORD_SAMPLES=1` writes what comes out into the cases instead of comparing; read the
/// difference in git before you commit it.
@Suite struct SampleTests {
    static let records = Repository.variable("EXCHANGE_RECORD_SAMPLES") != nil

    @Test func `there are samples`() { #expect(SampleCase.all.count >= 9) }

    @Test(arguments: SampleCase.all.filter(\.isOfFiles))
    func `a sample of whole files gives what it gave before`(_ sample: SampleCase) throws {
        let profile = try sample.profile()
        let site = try Site(profile: profile)
        let (from, to) = SampleCase.places(profile)
        for folder in [from, to] { try site.scratch.folder(folder) }
        for name in Checkout.names("\(sample.folder)/given") {
            try site.scratch.write("\(from)/\(name)", Checkout.bytes("\(sample.folder)/given/\(name)"))
        }
        let outcome = try site.run("run", "sis-import", "--as-of", Site.clock)
        #expect(outcome.status < 64, "\(outcome.errors)")
        let document = try ReportDocument(try site.run("report", "--json").output)
        #expect(document.exit == outcome.status && document.counts.balance)
        let delivered = site.scratch.names(to)
        if !Self.records { #expect(delivered == Checkout.names("\(sample.folder)/expected")) }
        for name in delivered {
            try held(sample, "expected/\(name)", site.scratch.bytes("\(to)/\(name)"))
        }
        let report = Self.settled(outcome.output, site)
        try held(sample, "report.txt", Array(report.utf8))
    }

    @Test(arguments: SampleCase.all.filter { !$0.isOfFiles }) func `a sample gives what it gave before`(
        _ sample: SampleCase
    ) throws {
        let site = try Site(profile: try sample.profile())
        let given = try sample.given()
        try site.give(given.bytes, as: given.name)
        let outcome = try site.run("run", "sis-import", "--as-of", Site.clock)
        #expect(outcome.status < 64, "\(outcome.errors)")
        let again = try site.run("report")
        #expect(again.output == outcome.output, "'exchange report' repeats what the run said")
        let document = try ReportDocument(try site.run("report", "--json").output)
        #expect(document.exit == outcome.status)
        #expect(document.counts.balance)
        try held(sample, "expected.xml", try site.xml())
        try held(sample, "expected-rejects.\(given.ending)", try rejects(document))
        try held(sample, "report.txt", Array(Self.settled(outcome.output, site, document).utf8))
    }

    private func rejects(_ document: ReportDocument) throws -> [UInt8]? {
        #expect(document.rejects.count <= 1)
        return try document.rejects.first.map { path in
            Array(try #require(FileManager.default.contents(atPath: path)))
        }
    }

    private func held(_ sample: SampleCase, _ name: String, _ actual: [UInt8]?) throws {
        if Self.records { return try sample.record(name, actual) }
        let expected = try sample.expected(name)
        guard expected != actual else { return }
        let words = Difference.words(expected, actual)
        Issue.record("\(sample.folder)/\(name): \(words)")
    }

    /// The report as every machine prints it. How well a zip packs depends on the processor, so its size and digest are
    /// held against the file itself in `ZipTests`, not against the sample.
    static func settled(_ text: String, _ site: Site, _ document: ReportDocument) -> String {
        var text = settled(text, site)
        for delivery in document.deliveries {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            text = lines.map { line in
                guard line.hasPrefix("    \(delivery.target)  "), let digest = line.range(of: "  sha256 ") else {
                    return line
                }
                let state = line[digest.upperBound...].dropFirst(8)
                return "    \(delivery.target)  <size>  sha256 <zip>\(state)"
            }.joined(separator: "\n")
        }
        return text
    }
}

extension SampleTests {
    /// Rows of the audit chain have the time and the process in them.
    static func settled(_ text: String, _ site: Site) -> String {
        text.replacingOccurrences(of: site.root, with: "<root>")
            .replacing(/audit head: [0-9]+:[0-9a-f]{64}\n/) { _ in "audit head: <row>:<hash>\n" }
    }
}

/// Where two texts part.
enum Difference {
    static func words(_ expected: [UInt8]?, _ actual: [UInt8]?) -> String {
        guard let expected else { return "came to be, but the sample has none; it begins \(begin(actual ?? []))" }
        guard let actual else { return "did not come to be" }
        let old = expected.split(separator: 10, omittingEmptySubsequences: false)
        let new = actual.split(separator: 10, omittingEmptySubsequences: false)
        for (index, pair) in zip(old, new).enumerated() where pair.0 != pair.1 {
            return "line \(index + 1) was\n\(String(decoding: pair.0, as: UTF8.self))\nand is\n"
                + String(decoding: pair.1, as: UTF8.self)
        }
        return "had \(old.count) lines and has \(new.count)"
    }

    private static func begin(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(200), as: UTF8.self) }
}
