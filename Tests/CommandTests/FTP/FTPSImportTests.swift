import Exchange
import Foundation
import Glibc
import Machine
import ServerKit
import Testing

/// The nightly load between SFTP and FTP within TLS, as the program carries it.
@Suite(.enabled(if: getuid() == 0)) struct `A load by FTPS` {
    private func carry(_ source: FarPlace, _ target: FarPlace) throws -> (site: FarSite, report: ReportDocument) {
        let site = try FarSite(source, target, profile: Site.shippedProfile())
        try site.give(Site.sample(), as: "people_1.csv")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 1, "\(outcome.errors) \(report.headline) \(report.fault?.message ?? "")")
        #expect(site.arrived.count == 1 && site.arrived[0].hasSuffix(".zip"), "\(site.arrived)")
        let name = try #require(site.arrived.first)
        let zip = try #require(site.bytes(name))
        #expect(SHA256.digest(of: zip).hex == report.deliveries[0].sha256 && report.deliveries[0].state == "delivered")
        #expect(site.waiting.isEmpty && site.done == ["people_1.csv"])
        let before = site.arrived
        #expect(try site.carry().outcome.status == 3 && site.arrived == before)
        return (site, report)
    }

    private func ssh() throws -> FarPlace { FarPlace(try SSHServer(), key: try SSHKeys.client()) }

    @Test(arguments: [FTPSecurity(.explicit, newest: "1.2", needsReuse: true), FTPSecurity(.implicit, newest: "1.3")])
    func `is carried from SFTP`(security: FTPSecurity) throws {
        _ = try carry(try ssh(), FarPlace(try VsftpdServer(security)))
    }

    @Test(arguments: [FTPSecurity(.explicit, newest: "1.3"), FTPSecurity(.explicit, newest: "1.2", needsReuse: true)])
    func `is carried to SFTP`(security: FTPSecurity) throws {
        _ = try carry(FarPlace(try ProFTPDAsFTP(security)), try ssh())
    }

    @Test func `is carried by plain FTP, and each report says so`() throws {
        let (site, report) = try carry(FarPlace(try VsftpdServer()), FarPlace(try ProFTPDAsFTP()))
        for name in ["campus", "alma"] {
            #expect(
                report.remarks.contains {
                    $0.contains("'\(name)' speaks plain FTP") && $0.contains("2100-01-01: a test")
                },
                "\(report.remarks)")
        }
        #expect(report.remarks.contains { $0.contains("certificate") && $0.contains("ends on") } == false)
        #expect(try site.run("report", "sis-import").output.contains("plain FTP"))
    }

    @Test func `has a connection that can be tried, looked into, and used by hand`() throws {
        let server = try VsftpdServer(FTPSecurity(.explicit, newest: "1.2"))
        let site = try FarSite(FarPlace(server), try ssh(), profile: Site.shippedProfile())
        try site.give(Array("hello".utf8), as: "a b;type=a.csv")
        let tried = try site.run("connections", "test", "campus")
        #expect(tried.status == 0 && tried.output.contains("certificate"), "\(tried.output) \(tried.errors)")
        let probed = try site.run("connections", "probe", "campus", "--folder", "outgoing")
        #expect(probed.status == 0 && probed.output.contains("TLSv1.2"), "\(probed.output) \(probed.errors)")
        #expect(probed.output.contains("vsFTPd") || probed.output.contains("UNIX"), "\(probed.output)")
        let listed = try site.run("connections", "ls", "campus", "outgoing")
        #expect(listed.status == 0 && listed.output.contains("a b;type=a.csv"), "\(listed.output) \(listed.errors)")
        let got = try site.run(
            "connections", "get", "campus", "outgoing/a b;type=a.csv", "--to", site.scratch.at("got.csv"))
        #expect(got.status == 0 && site.scratch.text("got.csv") == "hello", "\(got.output) \(got.errors)")
        let put = try site.run(
            "connections", "put", "campus", site.scratch.at("got.csv"), "--to", "outgoing", "--check", "readback")
        #expect(put.status == 0 && site.source.files.bytes("outgoing/got.csv") == Array("hello".utf8), "\(put.errors)")
    }
}
