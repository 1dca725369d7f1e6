import Exchange
import Foundation
import Glibc
import Machine
import ServerKit
import Testing

/// Thousands of small files from one SFTP server to another, in one run and in many that are killed.
@Suite struct `Two thousand files from one SFTP server to another` {
    private static let count = 2000
    private static let size = 20 << 10
    private static let profile = """
        feed: file-relay
        from: {connection: campus, folder: outgoing, files: "*", settle: 0s, after: move, after_folder: done}
        to: {connection: alma, folder: sis, name: "{name}"}

        """

    private static func name(_ number: Int) -> String { "file \(number).bin" }

    private static func bytes(_ number: Int) -> [UInt8] {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<size / 8).flatMap { _ -> [UInt8] in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return withUnsafeBytes(of: state) { Array($0) }
        }
    }

    private func site() throws -> FarSite {
        let site = try FarSite(
            FarPlace(try SSHServer(), key: try SSHKeys.client()), FarPlace(try SSHServer(), key: try SSHKeys.client()),
            profile: Self.profile)
        for number in 0..<Self.count { try site.give(Self.bytes(number), as: Self.name(number)) }
        return site
    }

    /// All are there under their names, byte for byte, and nothing else is; the source is let go of.
    private func demandAll(_ site: FarSite) {
        #expect(site.arrived == (0..<Self.count).map(Self.name).sorted())
        for number in 0..<Self.count where site.bytes(Self.name(number)) != Self.bytes(number) {
            Issue.record("\(Self.name(number)) is not what was given")
        }
        #expect(site.waiting.isEmpty && site.done.count == Self.count)
    }

    @Test func `arrive byte for byte in one run, each once, and the ledger knows it`() throws {
        let site = try site()
        let begin = WallClock.steady()
        let (outcome, report) = try site.carry()
        print("\(Self.count) files, SFTP to SFTP: \(Int((WallClock.steady() - begin) * 1000)) ms")
        #expect(outcome.status == 0, "\(outcome.errors) \(report.headline)")
        #expect(report.counts.read == Self.count && report.counts.accepted == Self.count && report.counts.balance)
        #expect(report.deliveries.count == Self.count && report.deliveries.allSatisfy { $0.state == "delivered" })
        #expect(report.arrivals.allSatisfy { $0.state == "released" })
        let digests = Dictionary(uniqueKeysWithValues: report.deliveries.map { ($0.target, $0.sha256) })
        #expect(digests["sis/\(Self.name(7))"] == SHA256.digest(of: Self.bytes(7)).hex)
        demandAll(site)
        #expect(try site.run("ledger", "verify").status == 0)
        #expect(try site.carry().outcome.status == 3)
        #expect(site.source.server.logins == 2 && site.target.server.logins == 1)
    }

    @Test func `arrive whole and once, however often the process is killed`() throws {
        let site = try site()
        var random = SystemRandomNumberGenerator()
        // Who has a name keeps it: a file that is there is never put there again.
        var seen: [String: UInt64] = [:]
        for range in [0...400, 401...1000, 1001...1900] {
            let files = Int.random(in: range, using: &random)
            let killed = try site.carry(killedAfter: files)
            #expect(killed != nil, "it was done before it had \(files) files there")
            let now = site.numbers
            print("killed from \(files) files on: \(now.count) stand there")
            for (name, number) in seen where now[name] != number { Issue.record("\(name) was put there twice") }
            for name in now.keys where site.bytes(name)?.count != Self.size { Issue.record("half of \(name) is there") }
            seen = now
        }
        let (outcome, report) = try site.carry()
        #expect([0, 3].contains(outcome.status), "\(outcome.errors) \(report.headline)")
        for (name, number) in seen where site.numbers[name] != number { Issue.record("\(name) was put there twice") }
        demandAll(site)
        #expect(try site.carry().outcome.status == 3)
        #expect(try site.run("ledger", "verify").status == 0)
    }
}

extension FarSite {
    /// The files that stand at the target under final names, each with what it is on the disk.
    fileprivate var numbers: [String: UInt64] {
        var found: [String: UInt64] = [:]
        for name in arrived where !name.hasPrefix(".x-") {
            var status = stat()
            if stat("\(target.files.folder)/sis/\(name)", &status) == 0 { found[name] = UInt64(status.st_ino) }
        }
        return found
    }
}
