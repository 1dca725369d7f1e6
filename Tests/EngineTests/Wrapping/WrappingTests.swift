import Exchange
import Ledger
import Machine
import ServerKit
import Testing
import Transports

@testable import Engine

/// Runs whose files come and go encrypted; the partner's keys are a keyring of their own.
@Suite(.serialized) struct `Runs with OpenPGP` {
    private let bench: Bench
    private let ours: Keyring
    private let theirs: Keyring
    private let library: String
    private let vendor: String

    init() throws {
        bench = try Bench()
        bench.files = "*"
        ours = try Keyring()
        theirs = try Keyring()
        library = try ours.key("library")
        vendor = try theirs.key("vendor")
        try ours.share(library, with: theirs)
        try theirs.share(vendor, with: ours)
    }

    private func plan(isRequired: Bool = true, signed: Bool = true, wraps: Bool = true) -> PGPPlan {
        PGPPlan(
            home: ours.path,
            unwrapping: PGPPlan.Unwrapping(
                key: library, passphrase: nil, signers: signed ? [vendor] : [], isRequired: isRequired, limit: 1 << 20),
            wrapping: wraps
                ? PGPPlan.Wrapping(
                    recipients: [vendor], signer: library, passphrase: nil, isArmored: false, suffix: ".pgp") : nil)
    }

    private func message(_ text: String, signed: Bool = true) throws -> [UInt8] {
        let scratch = try Scratch()
        try scratch.write("plain", text)
        try theirs.gpg(
            ["--recipient", library] + (signed ? ["--local-user", vendor, "--sign"] : [])
                + ["--output", scratch.at("message"), "--encrypt", scratch.at("plain")])
        return try #require(scratch.bytes("message"))
    }

    /// As the partner reads it, who looks whether it is signed.
    private func read(_ path: String) throws -> String? {
        guard let bytes = bench.target.bytes(path) else { return nil }
        let scratch = try Scratch()
        try scratch.write("message", bytes)
        let said = try theirs.gpg(["--output", scratch.at("plain"), "--decrypt", scratch.at("message")])
        #expect(said.contains("VALIDSIG \(library)"))
        return scratch.text("plain")
    }

    @Test func `bring plain files to the feed and encrypted ones to the receiver, and keep neither`() throws {
        bench.feed = PassFeed()
        bench.name = "{name}"
        bench.pgp = plan()
        bench.source.put("in/people.csv.pgp", try message("alpha\nbeta\n"))
        let report = try bench.run()
        #expect(report.exit == 0, "\(report.headline)")
        #expect(bench.out == ["out/people.csv.pgp"])
        #expect(try read("out/people.csv.pgp") == "alpha\nbeta\n")
        #expect(bench.there == ["done/people.csv.pgp"])
        let left = bench.scratch.names("state/runs/\(report.run)")
        #expect(!left.contains("plain") && !left.contains("wrapped") && !left.contains("in"), "\(left)")
    }

    @Test func `let the feed read back what it wrote, not what goes out`() throws {
        bench.pgp = plan()
        bench.name = "copy.txt"
        bench.source.put("in/a.pgp", try message("alpha\n!\nbeta\n"))
        #expect(try bench.run().exit == 1)
        #expect(try read("out/copy.txt.pgp") == "alpha\nbeta\n")
    }

    @Test func `refuse what is plain, unsigned or broken, and leave it where it is`() throws {
        bench.pgp = plan()
        for (bytes, code) in [
            (Array("alpha\n".utf8), "pgp.notencrypted"), (try message("alpha\n", signed: false), "pgp.signature"),
            (Array(try message("alpha\n").dropLast(9)), "pgp.integrity"),
        ] {
            bench.source.put("in/a.pgp", bytes)
            bench.time.sleep(1000)
            let report = try bench.run()
            #expect(report.fault?.code == code && report.exit == 5, "\(report.headline)")
            #expect(bench.there == ["in/a.pgp"] && bench.out.isEmpty)
            #expect(bench.copies.isEmpty && !bench.scratch.names("state/runs/\(report.run)").contains("plain"))
        }
    }

    @Test func `take plain files where that is said`() throws {
        bench.feed = PassFeed()
        bench.name = "{name}"
        bench.pgp = plan(isRequired: false, signed: false, wraps: false)
        try bench.put("in/a.txt", "alpha\n")
        bench.source.put("in/b.txt.gpg", try message("beta\n"))
        #expect(try bench.run().exit == 0)
        #expect(bench.delivered("out/a.txt") == "alpha\n" && bench.delivered("out/b.txt") == "beta\n")
    }

    @Test func `hold what is plain here, and encrypt it when it is released`() throws {
        bench.pgp = plan()
        bench.name = "copy.txt"
        bench.limits = GuardLimits(minRecords: 100)
        bench.source.put("in/a.pgp", try message("alpha\n"))
        let held = try bench.run()
        #expect(held.exit == 2 && bench.out.isEmpty)
        #expect(bench.scratch.names("state/runs/\(held.run)").filter { $0 == "plain" || $0 == "wrapped" }.isEmpty)
        try bench.release(held.run)
        #expect(try read("out/copy.txt.pgp") == "alpha\n")
    }

    @Test func `send nothing where the receiver's key is of no use`() throws {
        let old = try ours.key("old", on: "20240101T000000")
        let plain = plan()
        bench.pgp = PGPPlan(
            home: plain.home, unwrapping: nil,
            wrapping: PGPPlan.Wrapping(
                recipients: [old], signer: nil, passphrase: nil, isArmored: false, suffix: ".pgp"))
        try bench.put("in/a.txt", "alpha\n")
        #expect(try bench.run().fault?.code == "pgp.key")
        #expect(bench.out.isEmpty && bench.there == ["in/a.txt"])
    }
}
