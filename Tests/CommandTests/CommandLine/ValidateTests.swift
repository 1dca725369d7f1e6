import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// The door for any file.
@Suite struct ValidateTests {
    private func opinion(_ site: Site, _ words: String...) throws -> (
        status: Int, text: String, document: OpinionDocument
    ) {
        let text = try site.program.run(["validate"] + words)
        let json = try site.program.run(["validate"] + words + ["--json"])
        #expect(text.status == json.status)
        #expect(json.errors.isEmpty)
        return (text.status, text.output, try OpinionDocument(json.output))
    }

    private var sample: String { "\(Repository.path)/Samples/sis-users/first-load/given.csv" }

    @Test func `with a profile, the file is read as that profile reads it`() throws {
        let (status, text, document) = try opinion(try Site(), sample, "--profile", "sis-import")
        #expect(status == 1)
        #expect(text.hasPrefix("ACCEPT  taken for a file of profile sis-import, feed sis-users\n"))
        #expect(text.contains("  120 records: 118 accepted, 2 rejected\n"))
        #expect(
            text.contains(
                "      line 32 (n00041731): expiry_date: the value in column 'EXPIRES' is no date as DD.MM.YYYY.\n      -> "
            ))
        #expect(document.verdict == "accept")
        #expect(document.records.rejected == 2)
        #expect(document.findings.map(\.line) == [32, 80])
        #expect(
            document.findings.allSatisfy { $0.record != nil && $0.byte != nil && $0.path != nil && !$0.remedy.isEmpty })
        #expect(document.notChecked.isEmpty)
    }

    @Test func `without one, the guess is named and so is what was not checked`() throws {
        let (status, text, document) = try opinion(try Site(), sample)
        #expect(status == 0)
        #expect(text.contains("Guessed (98 %): CSV in utf-8, 20 columns separated by semicolon, with a header."))
        #expect(text.contains("  not checked: which columns are needed"))
        #expect(document.takenFor == "a source table (CSV)")
        #expect(document.records.read == 120)
        #expect(!document.notChecked.isEmpty)
    }

    @Test func `what was delivered is a user file, zipped and bare`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        #expect(try site.carry().outcome.status == 1)
        let zip = site.scratch.at("\(Site.target)/\(site.delivered[0])")
        let packed = try opinion(site, zip)
        #expect(packed.status == 0)
        #expect(packed.document.takenFor == "a zipped user file")
        #expect(packed.document.records.accepted == 118)
        try site.scratch.write("users.xml", try #require(try site.xml()))
        let bare = try opinion(site, site.scratch.at("users.xml"))
        #expect(bare.status == 0)
        #expect(bare.document.takenFor == "a user file")
        #expect(bare.document.records.accepted == 118)
    }

    @Test func `damage is refused with a reason`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        #expect(try site.carry().outcome.status == 1)
        let zip = try #require(site.scratch.bytes("\(Site.target)/\(site.delivered[0])"))
        let xml = try #require(try site.xml())
        var flipped = zip
        flipped[zip.count / 2] ^= 0x10
        let damaged: [(String, [UInt8])] = [
            ("cut.zip", Array(zip.prefix(zip.count / 2))), ("flipped.zip", flipped),
            ("cut.xml", Array(xml.prefix(xml.count / 2))),
            ("empty", []), ("html.xml", Array("<!DOCTYPE html><html><body>x</body></html>".utf8)),
            ("noise", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }),
            ("zeros", [UInt8](repeating: 0, count: 4096)),
            ("prose.txt", Array("Dear colleagues,\n\nplease find the list attached.\nBest\n".utf8)),
        ]
        for (name, bytes) in damaged {
            try site.scratch.write(name, bytes)
            let (status, text, document) = try opinion(site, site.scratch.at(name))
            #expect(status == 5, "\(name): \(text)")
            #expect(text.hasPrefix("REJECT  "), "\(name)")
            #expect(document.verdict == "reject")
            #expect(document.fault.map { !$0.remedy.isEmpty } ?? !document.findings.isEmpty, "\(name) says why")
            #expect(text.contains("  -> "), "\(name): \(text)")
        }
    }

    @Test func `a feed can be named, and a misspelt one is met with the nearest`() throws {
        let site = try Site()
        #expect(try site.run("validate", sample, "--feed", "sis-users").status == 0)
        let outcome = try site.run("validate", sample, "--feed", "sis-user")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("Did you mean 'sis-users'?"))
        #expect(try site.run("validate", sample, "--profile", "sis-inport").status == 64)
    }
}
