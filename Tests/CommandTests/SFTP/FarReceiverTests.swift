import Exchange
import Foundation
import ServerKit
import Testing

/// A real run to receivers that fail in their own ways; the rows are those of the failure catalogue.
@Suite struct `A run to a receiver` {
    static func profile(_ to: String = "") -> String {
        """
        feed: file-relay
        from: {connection: campus, folder: outgoing, files: "*", settle: 0s, after: move, after_folder: done}
        to: {connection: alma, folder: sis, name: "{name}"\(to)}

        """
    }

    private func site(_ server: MisbehavingServer, to: String = "", _ lines: String...) throws -> FarSite {
        var target = FarPlace(server, key: try SSHKeys.client()).with("timeouts: {idle: 1s}")
        target.lines += lines
        let site = try FarSite(
            FarPlace(try SSHServer(), key: try SSHKeys.client()), target, profile: Self.profile(to))
        for number in 1...3 { try site.give(Self.bytes(number), as: "\(number).txt") }
        return site
    }

    private static func bytes(_ number: Int) -> [UInt8] { (0..<30_000).map { UInt8(truncatingIfNeeded: $0 &* number) } }

    private static let all = ["1.txt", "2.txt", "3.txt"]

    private func demandDelivered(_ site: FarSite) {
        #expect(site.arrived == Self.all && site.waiting.isEmpty && site.done == Self.all)
        for number in 1...3 { #expect(site.bytes("\(number).txt") == Self.bytes(number)) }
    }

    private func stores(_ server: MisbehavingServer) -> Int {
        Set(server.notes.filter { $0.contains(" write ") }.map { $0.split(separator: " ").dropFirst(3).joined() }).count
    }

    @Test func `row 7: whose quota is full in the middle shows no part of a file, and gets it later`() throws {
        let server = try MisbehavingServer("quota 50000")
        let site = try site(server)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 6 && report.fault?.remedy.contains("quota") == true, "\(report.headline)")
        // The first had room, and waits for nobody; of the others, nothing is left.
        #expect(site.arrived == ["1.txt"] && site.bytes("1.txt") == Self.bytes(1) && site.waiting == Self.all)
        try server.become()
        #expect(try site.carry().outcome.status == 0)
        demandDelivered(site)
    }

    @Test func `row 9: that renames and is not heard any more is asked, not sent again`() throws {
        let server = try MisbehavingServer("mute rename", "only 1")
        let site = try site(server)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0, "\(report.headline) \(outcome.errors)")
        #expect(stores(server) == 3)
        demandDelivered(site)
        #expect(try site.carry().outcome.status == 3)
    }

    @Test func `row 9: that renames and says it did not is looked at, and believed by what is there`() throws {
        let server = try MisbehavingServer("done-but rename 4")
        let site = try site(server)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0 && stores(server) == 3, "\(report.headline) \(outcome.errors)")
        demandDelivered(site)
        #expect(try site.carry().outcome.status == 3)
    }

    @Test func `row 29: that will not rename gets the files once, and one rename more each time`() throws {
        let server = try MisbehavingServer("refuse rename 4")
        let site = try site(server)
        for _ in 0..<2 {
            let (outcome, report) = try site.carry()
            #expect(outcome.status == 6 && report.end == "open", "\(report.headline)")
            #expect(report.deliveries.allSatisfy { $0.state == "publishing" } && site.waiting == Self.all)
            #expect(site.arrived.count == 3 && site.arrived.allSatisfy { $0.hasPrefix(".x-") })
        }
        try server.become()
        #expect(try site.carry().outcome.status == 0)
        #expect(stores(server) == 3)
        demandDelivered(site)
    }

    @Test func `row 30: whose rename overwrites keeps what stood there before`() throws {
        let server = try MisbehavingServer("rename-replaces")
        let site = try site(server)
        try server.served.write("sis/2.txt", Array("theirs".utf8))
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 2 && report.findings.contains { $0.rule == "deliver.conflict" }, "\(report.headline)")
        #expect(site.bytes("2.txt") == Array("theirs".utf8) && site.waiting == Self.all)
        #expect(site.arrived == ["1.txt", "2.txt"])
        try FileManager.default.removeItem(atPath: "\(server.served.folder)/sis/2.txt")
        #expect(try site.carry().outcome.status == 0)
        demandDelivered(site)
    }

    @Test func `row 31: that sweeps what is being sent shows nothing, and is sent nothing for delivered`() throws {
        let server = try MisbehavingServer("sweep .part")
        let site = try site(server, to: ", temporary: \"{id}.part\"")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 6 && site.arrived.isEmpty && site.waiting == Self.all, "\(report.headline)")
        #expect(report.fault?.remedy.contains("'to: temporary'") == true)
        try server.become()
        #expect(try site.carry().outcome.status == 0)
        demandDelivered(site)
    }

    @Test func `row 31: that swept what was about to be renamed leaves doubt, and a person decides`() throws {
        let server = try MisbehavingServer()
        let site = try site(server)
        let killed = try Program(
            Repository.debugBinary,
            environment: ["EXCHANGE_ROOT": site.scratch.path, "EXCHANGE_FP": "deliver.intended:1:kill"]
        ).run("run", "sis-import", "--as-of", Site.clock)
        #expect(killed.status == 137 && site.arrived.count == 3, "\(killed.errors)")
        for name in site.arrived {
            try FileManager.default.removeItem(atPath: "\(server.served.folder)/sis/\(name)")
        }
        for _ in 0..<2 {
            let (outcome, report) = try site.carry()
            #expect(
                outcome.status == 2 && report.findings.contains { $0.rule == "deliver.doubt" }, "\(report.headline)")
            #expect(site.arrived.isEmpty && site.waiting == Self.all)
        }
    }

    @Test func `row 32: whose consumer takes each file at once has got it`() throws {
        let server = try MisbehavingServer("consumer")
        let site = try site(server)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0 && site.arrived.isEmpty, "\(report.headline)")
        #expect(server.taken.names == Self.all && site.done == Self.all)
        for number in 1...3 { #expect(server.taken.bytes("\(number).txt") == Self.bytes(number)) }
        #expect(try site.carry().outcome.status == 3)
    }

    @Test(arguments: [true, false])
    func `row 32: whose consumer was faster than the answer is doubted, unless only we remove temporary files`(
        isSafe: Bool
    ) throws {
        let server = try MisbehavingServer("consumer", "mute rename", "only 1")
        let site = try site(server, "temp_safe: \(isSafe ? "yes" : "no")")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == (isSafe ? 0 : 2), "\(report.headline) \(outcome.errors)")
        #expect(server.taken.names == Self.all && site.arrived.isEmpty)
        #expect(site.waiting == (isSafe ? [] : Self.all))
        #expect(try site.carry().outcome.status == (isSafe ? 3 : 2))
        #expect(server.taken.names == Self.all && stores(server) == 3)
    }
}
