import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

/// Real messages, made and broken.
@Suite(.serialized) struct `Messages of OpenPGP` {
    private let scratch: Scratch
    private let ring: Keyring
    private let key: String

    init() throws {
        scratch = try Scratch()
        ring = try Keyring()
        key = try ring.key("library")
        try scratch.write("plain", "hello\n")
    }

    private var gpg: GnuPG { get throws(Fault) { try GnuPG(home: ring.path) } }

    private func encrypt(_ file: String = "plain", signer: String? = nil) throws {
        unlink(scratch.at("message"))
        try gpg.encrypt(
            scratch.at(file), into: scratch.at("message"), GnuPG.Address(recipients: [key], signer: signer),
            passphrase: nil, called: file)
    }

    /// What was in the message, or why it was refused; then nothing of it is there.
    private func opened(signers: [String] = [], limit: Int = 1_000_000, key: String? = nil) throws -> String {
        unlink(scratch.at("opened"))
        let demand = GnuPG.Demand(key: key ?? self.key, signers: signers, limit: limit)
        do throws(Fault) {
            try gpg.decrypt(
                scratch.at("message"), into: scratch.at("opened"), demand, passphrase: nil, called: "message")
        } catch {
            #expect(scratch.text("opened") == nil, "\(error.message)")
            #expect(!error.message.isEmpty && !error.remedy.isEmpty)
            return error.code.name
        }
        #expect(try Folder.open(scratch.path).look("opened")?.mode == 0o600)
        return scratch.text("opened") ?? "nothing"
    }

    @Test func `are opened as they were closed`() throws {
        try encrypt()
        #expect(try opened() == "hello\n")
        #expect(scratch.text("message")?.contains("plain") != true)
        try encrypt(signer: key)
        #expect(try opened(signers: [key]) == "hello\n")
        // Whoever asks for no signature need not know the signer.
        #expect(try opened() == "hello\n")
    }

    @Test func `are refused without the signature that is asked for`() throws {
        let other = try ring.key("other")
        try encrypt()
        #expect(try opened(signers: [key]) == "pgp.signature")
        try encrypt(signer: other)
        #expect(try opened(signers: [key]) == "pgp.signature")
        #expect(try opened(signers: [key, other]) == "hello\n")
    }

    @Test func `are refused where they were cut or altered anywhere`() throws {
        try scratch.write("plain", String(repeating: "hello\n", count: 300))
        try encrypt(signer: key)
        let whole = try #require(scratch.bytes("message"))
        for place in stride(from: 3, to: whole.count, by: 23) {
            var bytes = whole
            bytes[place] ^= 0x10
            try scratch.write("message", bytes)
            let said = try opened(signers: [key])
            #expect(said.hasPrefix("pgp."), "byte \(place): \(said.prefix(40))")
            try scratch.write("message", Array(whole.prefix(place)))
            #expect(try opened(signers: [key]).hasPrefix("pgp."), "\(place) bytes")
        }
    }

    @Test func `are refused where they are none, or only signed, or for a passphrase, or unprotected`() throws {
        for text in ["hello\n", "", "-----BEGIN PGP MESSAGE-----\n\nnothing\n"] {
            try scratch.write("message", text)
            #expect(["pgp.notencrypted", "pgp.program"].contains(try opened()))
        }
        try ring.gpg(["--output", scratch.at("message"), "--sign", scratch.at("plain")])
        #expect(try opened() == "pgp.notencrypted")
        try ring.gpg([
            "--passphrase", "open sesame", "--output", scratch.at("message"), "--symmetric", scratch.at("plain"),
        ])
        #expect(try opened() == "pgp.key")
        try ring.gpg(
            ["--rfc2440", "--disable-mdc", "--cipher-algo", "3DES", "--recipient", key]
                + ["--output", scratch.at("message"), "--encrypt", scratch.at("plain")])
        #expect(try opened() == "pgp.integrity")
    }

    @Test func `are refused where they hold more than they may`() throws {
        try scratch.write("plain", [UInt8](repeating: 0, count: 5_000_000))
        try encrypt()
        #expect(try #require(scratch.bytes("message")).count < 50_000)
        #expect(try opened(limit: 1_000_000) == "pgp.large")
    }

    @Test func `want keys that are there and in force`() throws {
        let old = try ring.key("old", on: "20240101T000000")
        let address = GnuPG.Address(recipients: [key, old])
        for (address, word) in [
            (address, "expired"), (GnuPG.Address(recipients: [String(repeating: "0", count: 40)]), "keyring"),
            (GnuPG.Address(recipients: [key], signer: old), "expired"),
        ] {
            do throws(Fault) {
                try gpg.encrypt(
                    scratch.at("plain"), into: scratch.at("message"), address, passphrase: nil, called: "plain")
                Issue.record("encrypted")
            } catch { #expect(error.code == .pgpKey && error.message.contains(word), "\(error.message)") }
            #expect(scratch.bytes("message") == nil)
        }
        try ring.gpg(
            ["--faked-system-time", "20240101T000500", "--local-user", old, "--recipient", key, "--ignore-valid-from"]
                + ["--ignore-time-conflict", "--output", scratch.at("message"), "--sign", "--encrypt"]
                + [scratch.at("plain")])
        #expect(try opened(signers: [old]) == "pgp.signature")
        try encrypt()
        #expect(try opened(key: old) == "pgp.key")
    }

    @Test func `want the passphrase of the key`() throws {
        let locked = try ring.key("locked", passphrase: "open sesame")
        try scratch.write("right", "open sesame\n")
        try scratch.write("wrong", "open barley")
        for name in ["right", "wrong"] { chmod(scratch.at(name), 0o600) }
        func close(_ name: String?) throws -> String? {
            try gpg.forget()
            unlink(scratch.at("message"))
            do throws(Fault) {
                let phrase = try name.map { name throws(Fault) in try SecretStore.read(.file(scratch.at(name))) }
                try GnuPG(home: ring.path).encrypt(
                    scratch.at("plain"), into: scratch.at("message"),
                    GnuPG.Address(recipients: [locked], signer: locked), passphrase: phrase, called: "plain")
                return nil
            } catch { return error.code.name }
        }
        #expect(try close("wrong") == "pgp.passphrase")
        #expect(try close(nil) == "pgp.passphrase")
        #expect(try close("missing") == "secret.missing")
        #expect(try close("right") == nil)
        try gpg.forget()
        #expect(try opened(key: locked) == "pgp.passphrase", "an agent has forgotten it")
        chmod(scratch.at("right"), 0o644)
        #expect(try close("right") == "secret.open")
    }

    @Test func `are nobody's business where others may look at the keys, and where there is no gpg`() throws {
        #expect(throws: Fault.self) { _ = try GnuPG(home: scratch.at("nowhere")) }
        try encrypt()
        chmod(ring.path, 0o750)
        do throws(Fault) { _ = try GnuPG(home: ring.path) } catch { #expect(error.code == .pgpHome) }
        chmod(ring.path, 0o700)
        do throws(Fault) {
            try GnuPG(home: ring.path, program: "/usr/bin/no-such-gpg").decrypt(
                scratch.at("message"), into: scratch.at("opened"), GnuPG.Demand(key: key), passphrase: nil,
                called: "message")
            Issue.record("there is such a program")
        } catch { #expect(error.code == .pgpProgram) }
    }
}
