import Exchange
import Glibc
import ServerKit
import Testing

@testable import Transports

@Suite struct `The judge of host keys` {
    private let keys: KeyGenerator
    private let memory = KeptMemory()

    init() throws {
        keys = try KeyGenerator()
        try keys.key("old")
        try keys.key("new")
        try keys.key("other", "ecdsa")
    }

    private func judge(_ rule: HostKeyRule, port: Int = 22) throws -> HostKeyJudge {
        try HostKeyJudge(TestAccount.account(hostKeys: rule, port: port), memory.visit())
    }

    private func fault(_ rule: HostKeyRule, _ name: String) throws -> Fault? {
        let judge = try judge(rule)
        let blob = try keys.blob(name)
        do {
            _ = try judge.judge(blob)
            return nil
        } catch { return error }
    }

    @Test func `lets in what is pinned, and nothing else`() throws {
        let rule = HostKeyRule.pins([try keys.fingerprint("old"), try keys.fingerprint("other")])
        let judge = try judge(rule)
        #expect(try judge.judge(keys.blob("old")).fingerprint == keys.fingerprint("old"))
        #expect(try judge.judge(keys.blob("other")).type == "ecdsa-sha2-nistp256")
        #expect(judge.knownTypes.isEmpty && !judge.hasRevoked)
        let fault = try #require(try self.fault(rule, "new"))
        #expect(fault.code == .sftpHostKeyChanged)
        #expect(try fault.message.contains(keys.fingerprint("new")) && fault.message.contains(keys.fingerprint("old")))
        #expect(!fault.remedy.contains("exchange connections trust"))
    }

    @Test func `asks for the type of key that a pin names`() throws {
        let rule = HostKeyRule.pins([
            "ecdsa-sha2-nistp256 \(try keys.fingerprint("other"))", try keys.fingerprint("old"),
        ])
        #expect(try judge(rule).knownTypes == ["ecdsa-sha2-nistp256"])
        #expect(try fault(rule, "other") == nil && fault(rule, "old") == nil)
        #expect(try fault(rule, "new")?.code == .sftpHostKeyChanged)
    }

    @Test func `says at first contact what was shown and what to do`() throws {
        let fault = try #require(try self.fault(.trusted, "new"))
        #expect(fault.code == .sftpHostKeyUnknown)
        #expect(try fault.message.contains("ssh-ed25519 \(keys.fingerprint("new"))"))
        #expect(fault.remedy.contains("'exchange connections trust campus'"))
        #expect(fault.context["server"] == "sftp.example.edu:22")
    }

    @Test func `lets in what a person trusted, and says who when it changes`() throws {
        try TrustedKeys.record(decision("old"), in: memory)
        #expect(try fault(.trusted, "old") == nil)
        #expect(try judge(.trusted).knownTypes == ["ssh-ed25519"])
        let fault = try #require(try self.fault(.trusted, "new"))
        #expect(fault.code == .sftpHostKeyChanged)
        let words = "trusted by Jane Doe on 2026-11-21 (the registrar's office said so by telephone)"
        #expect(try fault.message.contains(keys.fingerprint("new")) && fault.message.contains(keys.fingerprint("old")))
        #expect(fault.message.contains(words) && !fault.remedy.contains("connections trust"))
    }

    @Test func `refuses what was revoked, even where it was trusted before`() throws {
        try TrustedKeys.record(decision("old"), in: memory)
        try TrustedKeys.record(decision("other"), in: memory)
        try TrustedKeys.record(decision("old", isRevoked: true), in: memory)
        #expect(try fault(.trusted, "old")?.code == .sftpHostKeyRevoked)
        #expect(try fault(.trusted, "other") == nil)
        #expect(try judge(.trusted).hasRevoked && judge(.trusted).knownTypes == ["ecdsa-sha2-nistp256"])
        try TrustedKeys.record(decision("old"), in: memory)
        #expect(try fault(.trusted, "old") == nil)
    }

    @Test func `reads OpenSSH's file`() throws {
        try keys.scratch.write(
            "hosts",
            "damaged line\n*.example.edu \(keys.line("old"))\nsftp.example.edu \(keys.line("other"))\n"
                + "@revoked * \(keys.line("new"))\n")
        chmod(keys.scratch.at("hosts"), 0o644)
        let rule = HostKeyRule.knownHosts(path: keys.scratch.at("hosts"))
        #expect(try fault(rule, "old") == nil && fault(rule, "other") == nil)
        #expect(try fault(rule, "new")?.code == .sftpHostKeyRevoked)
        #expect(try judge(rule).knownTypes == ["ssh-ed25519", "ecdsa-sha2-nistp256"])
        let elsewhere = try judge(rule, port: 2022)
        #expect(elsewhere.hasRevoked && elsewhere.knownTypes.isEmpty)
        try keys.key("fourth")
        let fault = try #require(try self.fault(rule, "fourth"))
        #expect(fault.code == .sftpHostKeyChanged)
        #expect(fault.message.contains("line 2 of ") && fault.message.contains("Line 1 of "))
    }

    @Test func `names the file where the server is not in it`() throws {
        try keys.scratch.write("hosts", "@cert-authority *.example.edu \(keys.line("old"))\n")
        let fault = try #require(try self.fault(.knownHosts(path: keys.scratch.at("hosts")), "old"))
        #expect(
            fault.code == .sftpHostKeyUnknown && fault.remedy.contains("add the key to \(keys.scratch.at("hosts"))"))
        #expect(fault.message.contains("certificate authority"))
    }

    @Test func `does not use a file that others may change, or none`() throws {
        try keys.scratch.write("hosts", "* \(keys.line("old"))\n")
        chmod(keys.scratch.at("hosts"), 0o664)
        for name in ["hosts", "none", "."] {
            #expect { try judge(.knownHosts(path: keys.scratch.at(name))) } throws: {
                ($0 as? Fault)?.code == .sftpKnownHosts
            }
        }
    }

    @Test func `forgets no trust silently`() throws {
        try memory.keep(TrustedKeys.memoryKey, "ssh-ed25519 SHA256:x")
        #expect { try judge(.trusted) } throws: { ($0 as? Fault)?.code == .sftpKnownHosts }
    }

    @Test func `what somebody writes as a name or reason stays in its column`() throws {
        let key = TrustedKey(
            type: "ssh-ed25519", fingerprint: try keys.fingerprint("old"), at: Moment(seconds: 1),
            person: "Jane\tDoe\n",
            reason: "a\tb\r\n@revoked")
        try TrustedKeys.record(key, in: memory)
        #expect(try TrustedKeys.recall(memory) == [key])
    }

    @Test(arguments: [[], [0, 0, 0], [0, 0, 0, 9, 1], [255, 255, 255, 255, 65], [0, 0, 0, 1, 65], [0, 0, 0, 0, 1]])
    func `what is no key is a fault of the server`(bytes: [UInt8]) throws {
        let judge = try judge(.trusted)
        #expect { try judge.judge(bytes) } throws: { ($0 as? Fault)?.code == .placeProtocol }
    }

    private func decision(_ name: String, isRevoked: Bool = false) throws -> TrustedKey {
        TrustedKey(
            type: try #require(HostKey(keys.blob(name))).type, fingerprint: try keys.fingerprint(name),
            at: Moment(seconds: 1_795_267_800), person: "Jane Doe",
            reason: "the registrar's office said so by telephone", isRevoked: isRevoked)
    }
}
