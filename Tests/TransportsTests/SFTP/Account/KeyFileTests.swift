import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `Private keys, looked at without their passphrase` {
    private let keys: KeyGenerator

    init() throws { keys = try KeyGenerator() }

    private func look(_ text: String) throws(Fault) -> KeyFile {
        var bytes = Array(text.utf8)
        let secret = bytes.withUnsafeMutableBytes { Secret(UnsafeRawBufferPointer($0)) }
        return try KeyFile.look(at: secret, called: "the test")
    }

    private func fault(_ text: String) -> Fault? {
        do {
            _ = try look(text)
            return nil
        } catch { return error }
    }

    @Test(
        arguments: [
            ("ed25519", nil, nil, KeyFile.Kind.ed25519, KeyFile.Format.openssh),
            ("rsa", 3072, nil, .rsa, .openssh), ("rsa", 2048, "PEM", .rsa, .pem), ("rsa", 2048, "PKCS8", .rsa, .pkcs8),
            ("ecdsa", 256, nil, .ecdsa, .openssh), ("ecdsa", 384, "PEM", .ecdsa, .pem),
            ("ecdsa", 521, "PKCS8", .ecdsa, .pkcs8), ("dsa", nil, nil, .dsa, .openssh), ("dsa", nil, "PEM", .dsa, .pem),
            ("dsa", nil, "PKCS8", .dsa, .pkcs8),
        ] as [(String, Int?, String?, KeyFile.Kind, KeyFile.Format)])
    func `of every kind and format, with a passphrase and without`(
        type: String, bits: Int?, text: String?, kind: KeyFile.Kind, format: KeyFile.Format
    ) throws {
        let plain = try KeyFile.look(at: keys.key("plain", type, bits: bits, format: text))
        #expect(plain == KeyFile(kind: kind, format: format, isEncrypted: false))
        let locked = try KeyFile.look(
            at: keys.key("locked", type, bits: bits, passphrase: "correct horse", format: text))
        #expect(locked == KeyFile(kind: format == .pkcs8 ? .unknown : kind, format: format, isEncrypted: true))
    }

    @Test func `an Ed25519 key of OpenSSL's`() throws {
        // RFC 8410, section 10.3.
        let key = try look(
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
                + "-----END PRIVATE KEY-----\n")
        #expect(key == KeyFile(kind: .ed25519, format: .pkcs8, isEncrypted: false))
    }

    @Test func `a hardware key`() throws {
        func string(_ text: String) -> [UInt8] { [0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8) }
        let bytes =
            Array("openssh-key-v1".utf8) + [0] + string("none") + string("none") + string("") + [
                0, 0, 0, 1, 0, 0, 0, 74,
            ]
            + string("sk-ssh-ed25519@openssh.com") + [UInt8](repeating: 7, count: 100)
        let key = try look(
            "-----BEGIN OPENSSH PRIVATE KEY-----\r\n\(Base64.text(bytes))\r\n-----END OPENSSH PRIVATE KEY-----\r\n")
        #expect(key.kind == .hardware && !key.isEncrypted)
    }

    @Test(arguments: [
        ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "puttygen"),
        ("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n", "ssh-keygen -i"), ("ssh-rsa AAAAB3NzaC1yc2E= x\n", ".pub"),
        ("-----BEGIN PUBLIC KEY-----\n", ".pub"), ("---- BEGIN SSH2 PUBLIC KEY ----\n", ".pub"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n", "Copy"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n!\n-----END OPENSSH PRIVATE KEY-----", "Copy"),
        ("-----BEGIN PRIVATE KEY-----\n", "Copy"), ("-----BEGIN CERTIFICATE-----\n", "OpenSSH"), ("hunter2", "OpenSSH"),
    ])
    func `what is none comes with what to do`(text: String, word: String) throws {
        let fault = try #require(self.fault(text))
        #expect(fault.code == .sftpKey && fault.remedy.contains(word))
        #expect(!fault.message.contains("hunter2") && !fault.message.contains("AAAA"))
    }

    @Test func `a key cut or changed anywhere is no crash and is never shown`() throws {
        try keys.key("k", "ecdsa")
        let text = Array((keys.scratch.text("k") ?? "").utf8)
        for at in 0..<text.count {
            var changed = text
            changed[at] = changed[at] &+ 13
            for bytes in [Array(text[..<at]), changed] {
                if let fault = self.fault(String(decoding: bytes, as: UTF8.self)) {
                    #expect(fault.code == .sftpKey && fault.message.utf8.count < 150)
                }
            }
        }
    }
}
