import Exchange
import Foundation
import Machine
import ServerKit

/// What the program carries in the kill matrix.
enum Freight: Hashable {
    /// The shipped profile with its sample.
    case sample
    /// A few files as they are.
    case files
    /// The same from a folder that others empty, too.
    case claimed
    /// The same, with somebody who is told of each run, begun for a slot of its schedule.
    case told
    /// Vendors' invoices, of which one is kept back.
    case invoices
    /// Vendors' answers to orders.
    case responses
    /// Fees to the bursar, and what the bursar says; invoices to the ERP, and what it says: a sample's files by its rules.
    case money(String)

    static let everyMoney = [
        "bursar-fees/every-fate", "bursar-payments/instalments", "erp-invoices/one-bad-leaves",
        "erp-payments/peoplesoft-query",
    ].map(Freight.money)

    func profile() throws -> String {
        switch self {
        case .sample: String(decoding: try Freight.bytes("Profiles/\(SampleRoot.profile).yaml"), as: UTF8.self)
        case .files: Freight.relay
        case .told: Freight.relay + Freight.telling
        case .invoices: Freight.messages("edi-invoices")
        case .responses: Freight.messages("edi-responses")
        case .money(let sample): try Freight.money(sample)
        case .claimed: Freight.relay.replacing("settle: 0s,", with: "settle: 0s, claim: rename,")
        }
    }

    private static let relay = """
        feed: file-relay
        from: {connection: campus, folder: outgoing, files: "*", settle: 0s, after: move, after_folder: done}
        to: {connection: alma, folder: sis, name: "{stem}_{date}{ext}"}

        """

    /// A sample's profile between the matrix' own places.
    private static func money(_ sample: String) throws -> String {
        let text = String(decoding: try bytes("Samples/\(sample)/profile.yaml"), as: UTF8.self)
        let rest = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            !["feed:", "summary:", "from:", "to:"].contains { line.hasPrefix($0) }
        }
        let feed = String(sample.prefix { $0 != "/" })
        return relay.replacing("feed: file-relay", with: "feed: \(feed)").replacing(
            "{stem}_{date}{ext}", with: "out_{date}.txt") + rest.joined(separator: "\n")
    }

    private static func messages(_ feed: String) -> String {
        relay.replacing("feed: file-relay", with: "feed: \(feed)").replacing(
            "{stem}_{date}{ext}", with: "{stem}_{date}.edi")
    }

    /// Whoever is told writes down the notice's id.
    private static let telling = """
        schedule: {cron: "0 1 * * *"}
        notify:
          channels: {oncall: {kind: program, command: [tell]}}
          rules: [{when: [every], to: [oncall]}]

        """

    func files() throws -> [String: [UInt8]] {
        switch self {
        case .sample: ["people_20261121.csv": try Freight.bytes("Samples/sis-users/first-load/given.csv")]
        case .invoices:
            [
                "a.inv": try Freight.bytes("Samples/edi-invoices/one-wrong/given/B20261120.inv"),
                "b.edi": try Freight.bytes("Samples/edi-invoices/one-wrong/given/serials.edi"),
            ]
        case .responses:
            [
                "a.rsp": try Freight.bytes("Samples/edi-responses/statuses/given/R20261120.rsp"),
                "b.rsp": try Freight.bytes("Samples/edi-responses/statuses/given/R20261121.rsp"),
            ]
        case .money(let sample): try Freight.given(sample)
        case .files, .claimed, .told: ["a.txt": Array("of a\n".utf8), "b.txt": [UInt8](repeating: 98, count: 40_000)]
        }
    }

    /// All files that a sample brings.
    private static func given(_ sample: String) throws -> [String: [UInt8]] {
        let folder = "\(Repository.path)/Samples/\(sample)/given"
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            files[name] = try bytes("Samples/\(sample)/given/\(name)")
        }
        return files
    }

    /// A file of this checkout.
    static func bytes(_ name: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try Folder.openAnywhere("\(Repository.path)/\(name)").eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        return bytes
    }
}
