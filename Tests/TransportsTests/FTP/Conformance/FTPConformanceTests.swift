import ConformanceKit
import Exchange
import Glibc
import ServerKit
import Testing

@testable import Transports

/// The contract of places over real FTP servers, through connections as a person writes them: one server for all
/// promises, a folder of its own for each.
@Suite struct `FTP keeps each promise of the contract` {
    private func check(_ places: FTPPlaces, _ promises: [PlacePromise]) {
        for promise in promises {
            do {
                let (bench, outside) = try places.bench()
                try promise.check(bench)
                #expect(outside.all == ["secret"] && outside.bytes("secret") == Array("secret".utf8), "\(promise)")
            } catch { Issue.record("\(promise): \(error)") }
        }
    }

    private static let all = PlaceConformance.promises + PlaceConformance.hostilePromises
    /// ProFTPD's MLST follows links, and calls a pipe a file.
    private static let followed = PlaceConformance.promises

    @Test(.enabled(if: getuid() == 0)) func `at vsftpd, plain`() throws {
        check(try FTPPlaces(VsftpdServer()), Self.all)
    }

    @Test(.enabled(if: getuid() == 0)) func `at vsftpd that locks its accounts in`() throws {
        check(try FTPPlaces(VsftpdServer(isLocked: true)), Self.all)
    }

    @Test(
        .enabled(if: getuid() == 0),
        arguments: [
            FTPSecurity(.explicit, newest: "1.2"), FTPSecurity(.explicit, newest: "1.3"),
            FTPSecurity(.implicit, newest: "1.3"), FTPSecurity(.explicit, newest: "1.2", needsReuse: true),
        ])
    func `at vsftpd within TLS`(security: FTPSecurity) throws {
        check(try FTPPlaces(VsftpdServer(security)), Self.all)
    }

    @Test(.enabled(if: getuid() == 0)) func `at vsftpd that wants sessions again, with TLS 1.3 forbidden here`() throws
    {
        check(try FTPPlaces(VsftpdServer(FTPSecurity(.explicit, needsReuse: true)), ["tls_max": "1.2"]), Self.all)
    }

    @Test func `at ProFTPD, plain`() throws { check(try FTPPlaces(ProFTPDAsFTP()), Self.followed) }

    @Test(arguments: [
        FTPSecurity(.explicit, newest: "1.2"), FTPSecurity(.explicit, newest: "1.3"),
        FTPSecurity(.implicit, newest: "1.3"),
        FTPSecurity(.explicit, newest: "1.2", needsReuse: true),
    ]) func `at ProFTPD within TLS`(security: FTPSecurity) throws {
        check(try FTPPlaces(ProFTPDAsFTP(security)), Self.followed)
    }
}
