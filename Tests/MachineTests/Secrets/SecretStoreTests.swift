import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

@Suite struct `Secrets` {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func read(_ source: SecretSource, _ variables: [String: String] = [:]) throws(Fault) -> String {
        try LentVariables.text(source, variables.mapValues { Array($0.utf8) })
    }

    private func code(_ source: SecretSource, _ variables: [String: String] = [:]) -> Code? {
        do {
            _ = try read(source, variables)
            return nil
        } catch { return error.code }
    }

    private func write(_ name: String, _ text: String, mode: UInt32 = 0o600) throws -> SecretSource {
        try scratch.write(name, text)
        chmod(scratch.at(name), mode)
        return .file(scratch.at(name))
    }

    @Test(arguments: [
        ("hunter2", "hunter2"), ("hunter2\n", "hunter2"), ("hunter2\r\n", "hunter2"), ("hunter2\n\n", "hunter2\n"),
        (" hunter2 ", " hunter2 "),
        ("-----BEGIN X-----\na\n-----END X-----", "-----BEGIN X-----\na\n-----END X-----\n"),
        ("-----BEGIN X-----\r\na\r\n", "-----BEGIN X-----\r\na\n"),
    ])
    func `a line ending is not part of a password, but of a key`(written: String, secret: String) throws {
        #expect(try read(write("s", written)) == secret)
        #expect(try read(.environment("S"), ["S": written]) == secret)
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o610, 0o601])
    func `that others may read are refused`(mode: Int) throws {
        #expect(try code(write("s", "hunter2", mode: UInt32(mode))) == .secretOpen)
    }

    @Test func `in a folder that others may change are refused`() throws {
        let source = try write("folder/s", "hunter2")
        #expect(code(source) == nil)
        for mode in [0o770, 0o707, 0o1777] {
            chmod(scratch.at("folder"), UInt32(mode))
            #expect(code(source) == .secretOpen)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func `of another account are refused`() throws {
        let source = try write("s", "hunter2")
        chown(scratch.at("s"), 65_534, 0)
        #expect(code(source) == .secretOpen)
    }

    @Test func `are plain files of a sane size`() throws {
        _ = try write("real", "hunter2")
        symlink(scratch.at("real"), scratch.at("link"))
        mkfifo(scratch.at("pipe"), 0o600)
        try scratch.folder("folder")
        #expect(code(.file(scratch.at("link"))) == .secretUnusable)
        #expect(code(.file(scratch.at("pipe"))) == .secretUnusable)
        #expect(code(.file(scratch.at("folder"))) == .secretUnusable)
        #expect(code(.file(scratch.at("none"))) == .secretMissing)
        #expect(code(.file(scratch.at("none/none"))) == .secretMissing)
        #expect(try code(write("empty", "\n")) == .secretUnusable)
        #expect(try read(write("large", String(repeating: "a", count: 64 << 10))).utf8.count == 64 << 10)
        #expect(try code(write("larger", String(repeating: "a", count: (64 << 10) + 1))) == .secretUnusable)
    }

    @Test func `come from systemd, readable for a group as it hands them over`() throws {
        _ = try write("credentials/alma", "hunter2\n", mode: 0o440)
        let variables = ["CREDENTIALS_DIRECTORY": scratch.at("credentials")]
        #expect(try read(.credential("alma"), variables) == "hunter2")
        #expect(code(.credential("none"), variables) == .secretMissing)
        #expect(code(.credential("alma")) == .secretMissing)
        chmod(scratch.at("credentials/alma"), 0o444)
        #expect(code(.credential("alma"), variables) == .secretOpen)
    }

    @Test func `are missing where the variable is not set`() {
        #expect(code(.environment("S")) == .secretMissing)
        #expect(code(.environment("S"), ["S": ""]) == .secretUnusable)
    }

    @Test func `no fault says one`() throws {
        for mode in [0o644, 0o600] {
            let source = try write("s", String(repeating: "hunter2", count: 10_000), mode: UInt32(mode))
            do {
                _ = try read(source)
                Issue.record("it was read")
            } catch {
                let fault = error
                #expect(!"\(fault)".contains("hunter2") && !fault.message.isEmpty)
            }
        }
    }

    @Test func `cannot be printed, dumped or looked into`() throws {
        let secret = try SecretStore.read(write("s", "hunter2"))
        var dumped = ""
        dump(secret, to: &dumped)
        dump([secret, secret], to: &dumped)
        let children = Mirror(reflecting: secret).children.count
        let shown = [
            "\(secret)", "\([secret])", String(reflecting: secret), String(describing: Optional(secret)), dumped,
        ]
        #expect(
            shown.allSatisfy { !$0.contains("hunter2") && !$0.contains("104") && !$0.contains("0x") } && children == 0)
        #expect(!(secret is any Encodable) && !(secret is any Equatable))
    }
}

/// Variables of an environment of the test's own.
private enum LentVariables {
    static func text(_ source: SecretSource, _ variables: [String: [UInt8]]) throws(Fault) -> String {
        let lent = variables.mapValues { bytes in
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
            copy.copyBytes(from: bytes)
            return copy
        }
        defer { for bytes in lent.values { bytes.deallocate() } }
        let secret = try SecretStore.read(source, account: geteuid()) { name in
            lent[name].map { UnsafeRawBufferPointer($0) }
        }
        return try secret.lend { bytes throws(Fault) in String(decoding: bytes, as: UTF8.self) }
    }
}
