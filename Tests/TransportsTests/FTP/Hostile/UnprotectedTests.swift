import Exchange
import ServerKit
import Testing

@testable import Transports

/// Row 37 of the failure catalogue.
@Suite struct `An FTPS server, or somebody before it` {
    @Test(arguments: ["no-auth", "auth-then-plain"])
    func `row 37: that strips TLS gets neither account nor password`(quirk: String) throws {
        let trial = try FTPTrial(MisbehavingFTP(Quirk(quirk), security: .explicit))
        let fault = #expect(throws: Fault.self) { try trial.session() }
        #expect(fault?.disposition == .stop, "\(String(describing: fault))")
        if quirk == "no-auth" { #expect(fault?.code == .tlsStripped, "\(String(describing: fault))") }
        #expect(trial.server.commands("USER") == 0 && trial.server.commands("PASS") == 0)
    }

    @Test(arguments: [FTPSecurity.Way.explicit, .implicit])
    func `row 37: that refuses to protect the data gets none`(way: FTPSecurity.Way) throws {
        let trial = try FTPTrial(MisbehavingFTP("no-prot-p", security: FTPSecurity(way)))
        let fault = #expect(throws: Fault.self) { try trial.session().list("") { _ in .more } }
        #expect(fault?.code == .ftpUnprotected && fault?.disposition == .stop, "\(String(describing: fault))")
        #expect(trial.server.commands("MLSD") == 0 && trial.server.commands("EPSV") == 0)
    }

    @Test(arguments: [FTPSecurity.Way.explicit, .implicit])
    func `that demands the session again for data gets it`(way: FTPSecurity.Way) throws {
        let trial = try FTPTrial(MisbehavingFTP("reuse", security: FTPSecurity(way)))
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: ($0 &* 13) >> 2) }
        try trial.server.files.write("given", bytes)
        let session = try trial.session()
        let got = try trial.fetch("given", session)
        #expect(got.bytes == bytes, "\(got.fate)")
        #expect(FTPTrial.code(trial.store(bytes, as: "new", session)) == "ok")
        #expect(trial.server.files.bytes("new") == bytes)
    }

    @Test func `that cuts encrypted files is found out`() throws {
        let trial = try FTPTrial(MisbehavingFTP(security: .explicit))
        let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try trial.server.files.write("given", long)
        for cut in [0, 1, 16_383, 16_384, 16_385, 100_000, 199_999] {
            try trial.server.become(Quirk("cut \(cut)"))
            let session = try trial.session()
            let got = try trial.fetch("given", session)
            #expect(FTPTrial.code(got.fate) != "ok", "\(cut)")
            session.close()
        }
    }
}
