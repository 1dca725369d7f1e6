import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// Rows 33 to 37 of the failure catalogue, at a server that lies.
@Suite struct `An FTP server that lies` {
    private let bytes = Array("one\ntwo\r\nthree\n\u{0}\u{ff}".utf8) + [UInt8](repeating: 10, count: 5000)

    private func fetched(_ quirks: [Quirk], tries: Int = 1) throws -> (fate: Result<Int, Fault>, bytes: [UInt8]) {
        let trial = try FTPTrial(MisbehavingFTP())
        try trial.server.files.write("given", bytes)
        try trial.server.become(quirks)
        return try trial.fetch("given", try trial.session())
    }

    @Test(arguments: ["MLST type*;size*;modify*;,MDTM,SIZE,REST STREAM", "MDTM,SIZE,REST STREAM", "-"])
    func `row 33: that sends text by default sends the very bytes`(features: String) throws {
        let trial = try FTPTrial(MisbehavingFTP("ascii-default", Quirk("features \(features)")))
        for name in ["given", "list;type=a", "x;type=d", "type=a;type=i"] {
            try trial.server.files.write(name, bytes)
            let session = try trial.session()
            let got = try trial.fetch(name, session)
            #expect(got.bytes == bytes, "\(name): \(got.fate)")
            #expect(FTPTrial.code(trial.store(bytes, as: "\(name).new", session)) == "ok")
            #expect(trial.server.files.bytes("\(name).new") == bytes)
            session.close()
        }
        #expect(
            !trial.server.commands.contains { $0.hasPrefix("RETR") && !$0.hasSuffix("given") && !$0.contains(";type=") }
        )
    }

    @Test func `row 33: that sends text whatever is said is not believed`() throws {
        #expect(FTPTrial.code(try fetched(["ascii"]).fate) == "place.truncated")
    }

    @Test(arguments: ["10,1,2,3", "127,9,9,9", "192,0,2,1", "169,254,169,254", "0,0,0,0"])
    func `row 34: that names a foreign address for data is asked at its own`(address: String) throws {
        let got = try fetched(["epsv-refused", Quirk("pasv-to \(address)")])
        #expect(got.bytes == bytes && FTPTrial.code(got.fate) == "ok", "\(got.fate)")
    }

    @Test func `row 34: is not connected to where the rule forbids its address`() throws {
        let trial = try FTPTrial(MisbehavingFTP())
        trial.addresses = ["203.0.113.0/24"]
        let fault = #expect(throws: Fault.self) { try trial.session() }
        #expect(fault?.code == .placeAddress && trial.server.commands.isEmpty)
    }

    @Test func `row 35: that refuses to be passive is told so, and nothing is opened here`() throws {
        let got = try fetched(["pasv-refused"])
        guard case .failure(let fault) = got.fate else {
            Issue.record("it was fetched")
            return
        }
        #expect(fault.code == .ftpPassive && fault.disposition == .stop, "\(fault)")
        #expect(fault.code.remedy.contains("passive"))
    }

    @Test(arguments: [
        ("no-226", "place.stalled"), ("close-226", "place.lost"), ("error-226 451 Disk", "place.lost"),
        ("error-226 550 Sorry", "place.lost"), ("empty-success", "place.truncated"), ("cut 100", "place.truncated"),
        ("cut-426 100", "place.lost"), ("cut-close 100", "place.lost"), ("stall 100", "place.stalled"),
        ("size-lies 1", "place.truncated"), ("size-lies -1", "place.truncated"), ("grow 5", "place.truncated"),
        ("data-refused 425 No", "ftp.data"),
        ("data-refused 522 SSL connection failed; session reuse required", "ftp.reuse"),
        ("data-refused 425 Unable to build data connection: TLS session of data connection not resumed", "ftp.reuse"),
        ("data-dead", "ftp.data"), ("goodbye RETR", "place.lost"), ("goodbye EPSV", "place.lost"),
    ]) func `never gets a file accepted that is not whole`(quirk: String, code: String) throws {
        let got = try fetched([Quirk(quirk)])
        if case .failure(let fault) = got.fate {
            #expect(fault.code.name == code, "\(fault)")
        } else {
            Issue.record("\(quirk): accepted")
        }
    }

    @Test(arguments: [
        ("no-226", "place.stalled"), ("close-226", "place.lost"), ("store-short 1", "place.truncated"),
        ("store-empty", "place.truncated"), ("store-full 100", "place.full"), ("error-226 451 Disk", "place.lost"),
        ("goodbye STOR", "place.lost"), ("data-refused 425 No", "ftp.data"),
    ]) func `never makes believe that it has a file`(quirk: String, code: String) throws {
        let trial = try FTPTrial(MisbehavingFTP(Quirk(quirk)))
        let fate = trial.store(bytes, as: "new", try trial.session())
        #expect(FTPTrial.code(fate) == code, "\(fate)")
    }

    @Test func `and cuts files at 1,000 places is found out each time`() throws {
        let trial = try FTPTrial(MisbehavingFTP())
        let long = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try trial.server.files.write("given", long)
        try trial.server.become("cut-next")
        let session = try trial.session()
        var undetected = 0
        for cut in 0..<1000 {
            let got = try trial.fetch("given", session)
            #expect(got.bytes == Array(long[..<cut]))
            if FTPTrial.code(got.fate) != "place.truncated" { undetected += 1 }
        }
        #expect(undetected == 0)
        #expect(FTPTrial.code(try trial.fetch("given", session).fate) == "ok")
    }

    @Test(arguments: ["cut-426 5000", "cut-close 5000", "close-226"])
    func `and breaks off is gone on with where it stopped`(quirk: String) throws {
        let trial = try FTPTrial(MisbehavingFTP(Quirk(quirk)))
        let long = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
        try trial.server.files.write("given", long)
        trial.onPause = { try? trial.server.become([]) }
        let got = try trial.fetch("given", try trial.returning())
        #expect(FTPTrial.code(got.fate) == "ok" && got.bytes == long, "\(got.fate)")
        // Not from the beginning.
        let again = trial.server.commands.filter { $0.hasPrefix("REST ") }
        #expect(quirk == "close-226" || again.contains("REST 5000"), "\(again)")
    }

    @Test func `and breaks off again and again is gone on with`() throws {
        let trial = try FTPTrial(MisbehavingFTP("cut-426 5000"))
        let long = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
        try trial.server.files.write("given", long)
        let got = try trial.fetch("given", try trial.returning())
        #expect(FTPTrial.code(got.fate) == "ok" && got.bytes == long, "\(got.fate)")
    }

    @Test(arguments: ["goodbye SIZE", "store-full 700000"])
    func `and breaks off what it is given ends with the whole file or none`(quirk: String) throws {
        let trial = try FTPTrial(MisbehavingFTP(Quirk(quirk), "features SIZE,MDTM,REST STREAM"))
        trial.onPause = { try? trial.server.become("features SIZE,MDTM,REST STREAM") }
        let long = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
        let fate = trial.store(long, as: "new", try trial.returning())
        if case .success = fate {
            #expect(trial.server.files.bytes("new") == long)
        } else {
            #expect(FTPTrial.code(fate) == "place.full")
        }
    }

    @Test func `and forgets where to go on is found out`() throws {
        let trial = try FTPTrial(MisbehavingFTP("cut-426 9000"))
        try trial.server.files.write("given", (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) })
        trial.onPause = { try? trial.server.become("rest-ignored") }
        let got = try trial.fetch("given", try trial.returning())
        #expect(FTPTrial.code(got.fate) == "place.truncated", "\(got.fate)")
    }

    @Test func `refuses the login twice, and then is left alone`() throws {
        let trial = try FTPTrial(MisbehavingFTP("refuse-login"))
        let fault = #expect(throws: Fault.self) { try trial.session() }
        #expect(fault?.code == .placeLogin && fault?.disposition == .stop && trial.server.commands("PASS") == 1)
    }

    @Test func `lets nobody have many connections gets along with one`() throws {
        let trial = try FTPTrial(MisbehavingFTP("most 1"))
        for number in 0..<40 { try trial.server.files.write("f\(number)", bytes) }
        let session = try trial.session()
        let sinks = (0..<40).map { _ in MemorySink() }
        let fates = try session.fetch(sinks.enumerated().map { FetchItem("f\($0)", into: $1) })
        #expect(fates.allSatisfy { FTPTrial.code($0) == "ok" } && sinks.allSatisfy { $0.bytes == bytes }, "\(fates[0])")
    }

    @Test func `has a listing that nobody understands is not guessed at`() throws {
        let trial = try FTPTrial(MisbehavingFTP("features SIZE"))
        let odd = try trial.server.file("lines", Array("total 1\r\nwhat is this\r\n".utf8))
        try trial.server.become("features SIZE", Quirk("lines \(odd)"))
        let fault = #expect(throws: Fault.self) { try trial.session().list("") { _ in .more } }
        #expect(fault?.code == .ftpListing && fault?.message.contains("what is this") == true)
    }

    @Test func `renames nothing and removes nothing, is seen by a look`() throws {
        let trial = try FTPTrial(MisbehavingFTP())
        try trial.server.files.write("a", [1])
        try trial.server.files.write("b", [2])
        let session = try trial.session()
        #expect(
            FTPTrial.code(try session.rename([RenameItem(from: "a", to: "b")], replacing: false)[0]) == "place.exists")
        #expect(
            FTPTrial.code(try session.rename([RenameItem(from: "a", to: "b")], replacing: true)[0]) == "place.refused")
        #expect(trial.server.files.bytes("b") == [2])
        #expect(try session.renameOntoExisting("a", "b") == true && trial.server.files.bytes("b") == [1])
    }
}
