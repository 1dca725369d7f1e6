import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// The nightly load from a server that has an RSA key only, with an encrypted RSA key, to one that is up to date: what a
/// library does with its campus and its vendor.
@Suite struct `A load from one SFTP server to another` {
    private let site: FarSite

    init() throws {
        var source = FarPlace(try SSHServer(.rsaOnly), key: try SSHKeys.client(.rsa, locked: true))
        var target = FarPlace(try SSHServer(.modern), key: try SSHKeys.client())
        source.isPinned = false
        target.isPinned = false
        site = try FarSite(source, target, profile: Site.shippedProfile())
        try site.give(Site.sample(), as: "people_1.csv")
    }

    private func trust(_ name: String, _ fingerprint: String) throws -> Program.Outcome {
        try site.run("connections", "trust", name, "--fingerprint", fingerprint, "--reason", "read out by J. Doe")
    }

    private func isUntouched() -> Bool { site.waiting == ["people_1.csv"] && site.done.isEmpty && site.arrived.isEmpty }

    @Test func `waits for both keys to be trusted, is carried, and is carried once`() throws {
        let stranger = try SSHKeys.host(.rsa, generation: 1).fingerprint
        let (early, report) = try site.carry()
        #expect([6, 7].contains(early.status) && report.fault?.code == "sftp.hostkey.unknown", "\(report.headline)")
        #expect(report.fault?.remedy.contains("connections trust campus") == true, "\(report.fault?.remedy ?? "")")
        #expect(isUntouched() && site.source.server.logins == 0 && site.target.server.connections == 0)

        #expect(try trust("campus", stranger).status != 0, "not a key that it shows")
        #expect(try trust("campus", site.source.fingerprints[0]).status == 0)
        let half = try site.carry()
        #expect([6, 7].contains(half.outcome.status) && half.report.fault?.code == "sftp.hostkey.unknown")
        #expect(isUntouched() && site.target.server.logins == 0)

        #expect(try trust("alma", site.target.fingerprints[0]).status == 0)
        try demandCarried()
        try demandNothingTwice()
    }

    private func demandCarried() throws {
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 1, "\(outcome.errors) \(report.headline)")
        #expect(
            report.remarks.contains { $0.hasPrefix("campus: SFTP by openssh: libssh2 1.") && $0.contains("RSA key") })
        #expect(report.remarks.contains { $0.hasPrefix("alma: SFTP by libssh2: nothing here needs more") })
        #expect(site.arrived.count == 1 && site.arrived[0].hasSuffix(".zip"), "\(site.arrived)")
        let zip = try #require(site.bytes(site.arrived[0]))
        #expect(SHA256.digest(of: zip).hex == report.deliveries[0].sha256 && report.deliveries[0].state == "delivered")
        let listed = try Program("/usr/bin/unzip").run("-t", "\(site.target.files.folder)/sis/\(site.arrived[0])")
        #expect(listed.status == 0, "\(listed.output)")
        #expect(site.waiting.isEmpty && site.done == ["people_1.csv"])
        #expect(site.source.files.bytes("done/people_1.csv") == (try Site.sample()))
        let text = try site.run("report", "sis-import").output
        #expect(text.contains("SFTP by openssh") && text.contains("SFTP by libssh2"), "\(text)")
    }

    private func demandNothingTwice() throws {
        let before = site.arrived
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 3 && report.deliveries.isEmpty, "\(report.headline)")
        #expect(site.arrived == before && site.done == ["people_1.csv"])
        #expect(site.source.server.refusals == 0 && site.target.server.refusals == 0)
        let left = try Program("/usr/bin/grep").run("-rl", SSHKeys.passphrase, site.scratch.at("state"))
        #expect(left.status == 1, "the passphrase stands in \(left.output)")
    }

    @Test func `is not carried by way of another server's key, whichever of the two changed it`() throws {
        #expect(try trust("campus", site.source.fingerprints[0]).status == 0)
        #expect(try trust("alma", site.target.fingerprints[0]).status == 0)
        try site.target.server.start(generation: 1)
        let (outcome, report) = try site.carry()
        #expect([6, 7].contains(outcome.status) && report.fault?.code == "sftp.hostkey.changed", "\(report.headline)")
        #expect(isUntouched() && site.target.server.logins == 0)
        let words = "\(report.headline) \(report.fault?.message ?? "") \(report.fault?.remedy ?? "")"
        #expect(words.contains(try SSHKeys.host(.ed25519).fingerprint), "\(words)")
        #expect(words.contains(site.target.fingerprints[0]), "\(words)")
    }
}
