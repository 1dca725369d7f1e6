import ConformanceKit
import Exchange
import Feeds
import Formats
import Foundation
import ServerKit
import Setup
import Testing

/// The short way through an invoice may answer only where the long one has nothing to say, and then the same.
@Suite struct `The short way` {
    private static let isLong = ProcessInfo.processInfo.environment["EXCHANGE_ALL_AMOUNTS"] != nil

    private static func feed(_ profile: Node = [:], _ dialect: String = "") throws(Complaints) -> EDIInvoicesFeed {
        let name = "vendors/made.yaml"
        let bytes = Array(dialect.utf8)
        let beside = [
            name: FileBeside(name: name, path: name, .text(bytes), node: try YAMLReader.read(bytes, file: name))
        ]
        return try EDIInvoicesFeed(
            Settings(profile.numbered(), declared: EDIInvoicesFeed.settings, files: dialect.isEmpty ? [:] : beside))
    }

    /// Why both ways do not agree on a message; nil where they do.
    private static func quarrel(_ view: EDIView, _ feed: EDIInvoicesFeed) -> String? {
        guard view.message.isWhole, view.message.worst != .error, view.type == "INVOIC",
            let glance = feed.glance(view.message)
        else { return nil }
        let opinion = feed.opinion(view.message)
        if let first = opinion.findings.first { return "the long way says \(first.rule): \(first.message)" }
        if opinion.totals?.model != glance.model {
            return "\(glance.model), not \(String(describing: opinion.totals?.model))"
        }
        return opinion.money == glance.money ? nil : "\(glance.money), not \(String(describing: opinion.money))"
    }

    /// An invoice with everything in it that nothing is said of.
    private static func rich(_ model: EDITotalModel, seed: UInt64) -> MadeInvoice {
        var made = MadeTotal(model, seed: seed).invoice
        made.header = ["RFF+ON:PO-1", "DTM+131:20260115:102"] + made.header
        for index in made.lines.indices {
            made.lines[index].insert(
                contentsOf: [
                    "PIA+5+0306406152:IB+V-77:SA", "IMD+L+050+:::Owls ?+ oaks", "PIA+1+03785955:IS",
                    "GIR+001+MAIN:LLO+HIST:LFN",
                    "GIR+001+STACKS:LSQ",
                ], at: 1)
            made.lines[index].append("RFF+SLI:V\(index)")
        }
        made.summary.insert("CNT+1:\(made.lines.count)", at: 0)
        return made
    }

    @Test(arguments: EDITotalModel.allCases) func `is taken by every way to add up`(_ model: EDITotalModel) throws {
        let feed = try Self.feed()
        for seed in 0..<(Self.isLong ? 2000 : 40) {
            let made = MadeTotal(model, seed: UInt64(seed))
            let text = MadeInvoice.file([made.invoice, Self.rich(model, seed: UInt64(seed))])
            for view in try MadeInvoice.views(text) {
                #expect(feed.glance(view.message)?.model == model, "seed \(seed)")
                #expect(Self.quarrel(view, feed) == nil)
            }
        }
    }

    @Test(arguments: EDITotalModel.allCases)
    func `agrees with the long one about damaged invoices, or is not taken`(_ model: EDITotalModel) throws {
        let feed = try Self.feed()
        let known = try Self.feed(
            ["dialects": ["vendors/made.yaml"], "vendor": "made"],
            "total: \"9\"\nmodels: [A, B, C, D]\npo_line: LI\ncharges: [PAB, G74, DL]\n")
        var random = SplitMix(state: UInt64(model.rawValue.utf8.first ?? 0))
        var (short, all) = (0, 0)
        for seed in 0..<(Self.isLong ? 20_000 : 250) {
            var body = Self.rich(model, seed: UInt64(seed % 50)).body
            for _ in 0..<Int.random(in: 1...2, using: &random) { Self.damage(&body, &random) }
            let text = MadeInvoice.interchange([MadeInvoice.message(body, "1")])
            // Damage may make two messages of one, or none.
            for view in (try? MadeInvoice.views(text)) ?? [] {
                all += 1
                if feed.glance(view.message) != nil { short += 1 }
                for each in [feed, known] {
                    if let quarrel = Self.quarrel(view, each) { Issue.record("seed \(seed): \(quarrel)\n\(text)") }
                }
            }
        }
        // Much damage is done where nobody looks, and much is not.
        #expect(short > all / 20 && short < all * 19 / 20, "\(short) of \(all)")
    }

    private static func damage(_ body: inout [String], _ random: inout SplitMix) {
        let at = Int.random(in: 0..<body.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: body.remove(at: at)
        case 1: body.insert(body[at], at: Int.random(in: 0..<body.count, using: &random))
        case 2: body.swapAt(at, Int.random(in: 0..<body.count, using: &random))
        case 3: body[at] = String(body[at].dropLast())
        default:
            var signs = Array(body[at])
            let place = Int.random(in: 0..<signs.count, using: &random)
            let sign = "0123456789.,:+?-AZx *\n".randomElement(using: &random) ?? "0"
            if Bool.random(using: &random) { signs[place] = sign } else { signs.insert(sign, at: place) }
            body[at] = String(signs)
        }
    }

    @Test func `asks of a vendor's invoice what its dialect says`() throws {
        let profile: Node = ["dialects": ["vendors/made.yaml"], "vendor": "made"]
        let made = MadeTotal(.headerCharges, seed: 1).invoice
        let message = try #require(try MadeInvoice.views(MadeInvoice.file([made])).first).message
        func glance(_ dialect: String) throws -> EDITotalModel? {
            try Self.feed(profile, dialect).glance(message)?.model
        }
        #expect(try glance("total: \"9\"\nmodels: [B]\npo_line: LI\ncharges: [PAB]\n") == .headerCharges)
        for other in [
            "total: \"86\"", "models: [D]", "po_line: SLI", "charges: [DL]", "separator: \"<\"", "line_amount: price",
        ] {
            #expect(try glance(other + "\n") == nil, "\(other)")
        }
    }

    @Test func `is not taken where lines or funds are to be looked up`() throws {
        let made = MadeTotal(.linesAlone, seed: 1).invoice
        let message = try #require(try MadeInvoice.views(MadeInvoice.file([made])).first).message
        let list = FileBeside(name: "p.csv", path: "p.csv", .text(Array("po_line\nP0\n".utf8)), node: nil)
        let profile: Node = ["po_lines": "p.csv"]
        let feed = try EDIInvoicesFeed(
            Settings(profile.numbered(), declared: EDIInvoicesFeed.settings, files: ["p.csv": list]))
        #expect(feed.glance(message) == nil && feed.opinion(message).codes.contains("warning edi.list.order"))
    }

    @Test(.enabled(if: Repository.variable("EXCHANGE_CORPUS") != nil))
    func `agrees with the long one about every real file`() throws {
        let folder = "\(Repository.variable("EXCHANGE_CORPUS") ?? "")/edifact"
        let feed = try Self.feed()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let bytes = Array(try #require(FileManager.default.contents(atPath: "\(folder)/\(name)")))
            do throws(Fault) {
                try EDIView.each(of: GivenFile(name, bytes), feed) { view throws(Fault) in
                    if let quarrel = Self.quarrel(view, feed) { Issue.record("\(name): \(quarrel)") }
                    return .more
                }
            } catch { continue }
        }
    }
}
