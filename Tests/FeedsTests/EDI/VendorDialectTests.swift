import ConformanceKit
import Exchange
import Feeds
import Formats
import Foundation
import ServerKit
import Setup
import Testing

@Suite struct `Vendors' ways` {
    /// A profile with vendors' files and lists beside it.
    private func feed(_ profile: Node, _ files: [(name: String, text: String)]) throws(Complaints) -> EDIInvoicesFeed {
        var beside: [String: FileBeside] = [:]
        for file in files {
            let bytes = Array(file.text.utf8)
            let node = file.name.hasSuffix(".yaml") ? try YAMLReader.read(bytes, file: file.name) : nil
            beside[file.name] = FileBeside(name: file.name, path: file.name, .text(bytes), node: node)
        }
        return try EDIInvoicesFeed(Settings(profile.numbered(), declared: EDIInvoicesFeed.settings, files: beside))
    }

    private func complaints(_ profile: Node, _ files: [(name: String, text: String)]) -> [String] {
        do throws(Complaints) {
            _ = try feed(profile, files)
            return []
        } catch { return error.all.map { "\($0.key): \($0.message)" } }
    }

    private func codes(_ change: (inout MadeInvoice) -> Void, _ feed: EDIInvoicesFeed) throws -> [String] {
        var made = MadeInvoice()
        made.lines = [MadeInvoice.line(1, "20.00", more: ["GIR+001+HIST:LFN"])]
        made.summary = ["MOA+9:20.00"]
        change(&made)
        return try #require(try MadeInvoice.views(MadeInvoice.file([made]), feed).first).findings
            // The copies stand behind the references in these, which the directory has in another order.
            .filter { $0.rule != .ediSegmentOrder }.map { "\($0.severity) \($0.rule)" }
    }

    private let gobi = (name: "vendors/gobi.yaml", text: "title: GOBI\ntotal: \"9\"\nmodels: [A]\npo_line: LI\n")

    @Test func `are known by the library's list of vendors, and leaving them is said once`() throws {
        let feed = try feed(
            ["dialects": ["vendors/gobi.yaml"], "vendors": "v.csv"],
            [gobi, ("v.csv", "code,name,dialect\n9990001,GOBI,gobi\n")])
        #expect(try codes({ _ in }, feed).isEmpty)
        #expect(try codes({ $0.summary = ["MOA+86:20.00"] }, feed) == ["warning edi.dialect"])
        #expect(try codes({ $0.lines[0][4] = "RFF+SLI:P" }, feed) == ["warning edi.dialect"])
        let charged = try codes(
            {
                $0.header = ["ALC+C++++DL", "MOA+8:1.00"]
                $0.summary = ["MOA+9:21.00"]
            }, feed)
        #expect(charged == ["warning edi.dialect"])
    }

    @Test func `say where a total stands that nobody else would look for`() throws {
        let feed = try feed(
            ["dialects": ["vendors/amalivre.yaml"], "vendor": "amalivre"],
            [("vendors/amalivre.yaml", "total: \"8 4\"\n")])
        #expect(try codes({ $0.summary = ["MOA+8:20.00:USD:4"] }, feed).isEmpty)
        #expect(try codes({ $0.summary = ["MOA+8:21.00:USD:4"] }, feed).contains("error edi.total"))
    }

    @Test func `are read with every mistake in them named`() {
        let profile: Node = ["dialects": ["vendors/gobi.yaml"]]
        #expect(
            complaints(profile, [("vendors/gobi.yaml", "titel: GOBI\n")]).first?.contains("knows no 'titel'") == true)
        #expect(complaints(profile, [("vendors/gobi.yaml", "models: [Q]\n")]).count == 1)
        #expect(complaints(["dialects": ["vendors/gobi.yaml"], "vendor": "ebsco"], [gobi]).count == 1)
        #expect(complaints(["tolerance": "a cent"], []).count == 1)
        #expect(complaints(["vendors": "v.csv"], [("v.csv", "name\nGOBI\n")]).count == 1)
    }

    @Test func `of all vendors shipped are read, and each is in the shipped profile`() throws {
        let root = "\(Repository.path)/Profiles"
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(root)/vendors").sorted()
        #expect(names.count >= 14)
        let profile = try String(contentsOfFile: "\(root)/edi-invoices.yaml", encoding: .utf8)
        for name in names {
            let text = try String(contentsOfFile: "\(root)/vendors/\(name)", encoding: .utf8)
            let named = Node.scalar("vendors/\(name)", quoted: false, Mark(file: "p", line: 1, column: 1))
            #expect(
                complaints(["dialects": .list([named], named.mark)], [("vendors/\(name)", text)]).isEmpty, "\(name)")
            #expect(profile.contains("vendors/\(name)"))
        }
    }

    @Test func `and lists of order lines, vendors and funds are looked at before anything is delivered`() throws {
        let files = [
            (name: "p.csv", text: "po_line,status\npol-1,closed\nPOL-2,open\n"),
            (name: "v.csv", text: "code\n1234567\n"),
            (name: "f.csv", text: "code\nhist\n"),
        ]
        let profile: Node = ["po_lines": "p.csv", "vendors": "v.csv", "funds": "f.csv"]
        let warned = try codes({ _ in }, try feed(profile, files))
        #expect(warned.sorted() == ["warning edi.list.fund", "warning edi.list.order", "warning edi.list.vendor"])
        let known = try codes(
            { $0.lines = [MadeInvoice.line(2, "20.00")] }, try feed(["po_lines": "p.csv"], files))
        #expect(known.isEmpty)
        let strict: Node = ["po_lines": "p.csv", "unmatched": "reject"]
        #expect(try codes({ _ in }, try feed(strict, files)) == ["error edi.list.order"])
    }

    @Test func `tolerate what the profile tolerates`() throws {
        let tolerant = try feed(["tolerance": "0.01"], [])
        #expect(try codes({ $0.summary = ["MOA+9:20.01"] }, tolerant) == ["warning edi.total.rounding"])
        #expect(try codes({ $0.summary = ["MOA+9:20.02"] }, tolerant) == ["error edi.total"])
    }
}
