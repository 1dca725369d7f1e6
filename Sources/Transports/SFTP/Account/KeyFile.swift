import Exchange
import Machine

/// What a private key shows of itself without its passphrase.
struct KeyFile: Hashable, Sendable {
    enum Kind: String, Sendable {
        case rsa = "RSA"
        case ed25519 = "Ed25519"
        case ecdsa = "ECDSA"
        case dsa = "DSA"
        /// A hardware key: the file only says where it is.
        case hardware = "hardware"
        /// Encrypted as a whole, or of a kind nobody here has heard of.
        case unknown = "unknown"
    }

    enum Format: String, Sendable {
        case openssh = "OpenSSH"
        case pem = "PEM"
        case pkcs8 = "PKCS#8"
    }

    let kind: Kind
    let format: Format
    let isEncrypted: Bool

    /// Looks at the key a secret holds. Throws `sftp.key` with what to do about it where that is no private key that can
    /// be read here.
    static func look(at secret: Secret, called name: String) throws(Fault) -> KeyFile {
        try secret.lend { bytes throws(Fault) in
            switch KeyText.read(bytes) {
            case .key(let file): return file
            case .problem(let sentence, let remedy):
                throw Fault(
                    .sftpKey, .stop, "The key in \(name) cannot be used: \(sentence)", remedy: remedy,
                    context: ["key": name])
            }
        }
    }

    /// The same for a key that is still where it is kept. Faults also as `SecretStore.read`.
    static func look(at source: SecretSource) throws(Fault) -> KeyFile {
        try look(at: SecretStore.read(source), called: source.words)
    }
}
