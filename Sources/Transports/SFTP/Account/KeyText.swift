import Exchange

/// Recognises the texts that keys come in.
enum KeyText {
    case key(KeyFile)
    /// What it is instead, and what a person does.
    case problem(String, remedy: String?)

    static func read(_ bytes: UnsafeRawBufferPointer) -> KeyText {
        let lines = KeyLines(bytes)
        switch lines.first {
        case "-----BEGIN OPENSSH PRIVATE KEY-----": return openssh(lines)
        case "-----BEGIN RSA PRIVATE KEY-----": return .key(pem(.rsa, lines))
        case "-----BEGIN EC PRIVATE KEY-----": return .key(pem(.ecdsa, lines))
        case "-----BEGIN DSA PRIVATE KEY-----": return .key(pem(.dsa, lines))
        case "-----BEGIN PRIVATE KEY-----": return pkcs8(lines)
        case "-----BEGIN ENCRYPTED PRIVATE KEY-----":
            return .key(KeyFile(kind: .unknown, format: .pkcs8, isEncrypted: true))
        default: return .problem(problem(lines.first), remedy: remedy(lines.first))
        }
    }

    private static func pem(_ kind: KeyFile.Kind, _ lines: KeyLines) -> KeyFile {
        KeyFile(kind: kind, format: .pem, isEncrypted: lines.second == "Proc-Type: 4,ENCRYPTED")
    }

    /// PROTOCOL.key of OpenSSH: magic, cipher, kdf, its options, number of keys, then the public key in clear.
    private static func openssh(_ lines: KeyLines) -> KeyText {
        let magic = Array("openssh-key-v1".utf8) + [0]
        guard let bytes = lines.head(160), bytes.starts(with: magic) else { return damaged }
        var wire = WireBytes(bytes.dropFirst(magic.count))
        guard let cipher = wire.string(), wire.string() != nil, wire.string() != nil, wire.number() == 1,
            wire.number() != nil, let type = wire.string()
        else { return damaged }
        let isEncrypted = !cipher.elementsEqual("none".utf8)
        let kind = kind(String(decoding: type, as: UTF8.self))
        return .key(KeyFile(kind: kind, format: .openssh, isEncrypted: isEncrypted))
    }

    /// RFC 5208: SEQUENCE { version INTEGER, SEQUENCE { OBJECT IDENTIFIER … } … }. What comes before the identifier is
    /// short, so that the identifier is looked for near the beginning.
    private static func pkcs8(_ lines: KeyLines) -> KeyText {
        guard let head = lines.head(28), head.first == 0x30 else { return damaged }
        let kind = objects.first { identifier, _ in
            head.indices.contains { head[$0...].starts(with: [6, UInt8(identifier.count)] + identifier) }
        }
        return .key(KeyFile(kind: kind?.kind ?? .unknown, format: .pkcs8, isEncrypted: false))
    }

    private static let objects: [(identifier: [UInt8], kind: KeyFile.Kind)] = [
        ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01], .rsa),
        ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], .ecdsa),
        ([0x2B, 0x65, 0x70], .ed25519),
        ([0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01], .dsa),
    ]

    private static func kind(_ type: String) -> KeyFile.Kind {
        switch type {
        case "ssh-rsa": .rsa
        case "ssh-ed25519": .ed25519
        case "ssh-dss": .dsa
        case _ where type.hasPrefix("ecdsa-sha2-"): .ecdsa
        case _ where type.hasPrefix("sk-"): .hardware
        default: .unknown
        }
    }

    private static var damaged: KeyText {
        .problem("it begins like a key, but is damaged.", remedy: "Copy it again, whole, in binary mode.")
    }

    private static func problem(_ first: String) -> String {
        if first.hasPrefix("PuTTY-User-Key-File-") { return "it is in PuTTY's own format." }
        if first == "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----" { return "it is in the format of ssh.com." }
        if isPublic(first) { return "it is the public key, which belongs on the server." }
        if first.hasPrefix("-----BEGIN CERTIFICATE") { return "it is a certificate for TLS." }
        return "it is not a private key in the format of OpenSSH, PEM or PKCS#8."
    }

    private static func remedy(_ first: String) -> String? {
        if first.hasPrefix("PuTTY-User-Key-File-") {
            return
                "Convert it: 'puttygen KEY.ppk -O private-openssh -o KEY', or in PuTTYgen 'Conversions', 'Export OpenSSH "
                + "key'. The server need not be told."
        }
        if first == "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----" {
            return "Convert it: 'ssh-keygen -i -f KEY > NEW', then chmod 600 NEW."
        }
        return isPublic(first) ? "Name the file without '.pub' beside it: that is the private key." : nil
    }

    private static func isPublic(_ first: String) -> Bool {
        [
            "ssh-", "ecdsa-sha2-", "sk-", "---- BEGIN SSH2 PUBLIC KEY", "-----BEGIN PUBLIC KEY",
            "-----BEGIN RSA PUBLIC KEY",
        ]
        .contains { first.hasPrefix($0) }
    }
}
