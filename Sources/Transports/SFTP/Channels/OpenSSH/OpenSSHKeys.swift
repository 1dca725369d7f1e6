import Exchange
import Machine

/// The keys of an account under names in ssh's own folder, whatever and wherever they are: no path of the configuration
/// ever is a word of ssh's, and nothing beside a key (`key.pub`, `key-cert.pub`) is taken in by accident.
struct OpenSSHKeys {
    /// In the order in which they are tried.
    private(set) var files: [String] = []
    private(set) var certificates: [String] = []
    /// The agent's socket.
    private(set) var agent: String?
    /// By the key's name: where the key is kept, and its passphrase.
    private(set) var passphrases: [String: (key: SecretSource, passphrase: SecretSource?)] = [:]

    /// A key in a file is used in place; one that is kept elsewhere is written down, for us only, until the login is over.
    /// Faults: those of `SecretStore`, `sftp.agent` where there is none.
    init(_ credentials: [SSHCredential], in folder: PassingFolder, prefix: String) throws(Fault) {
        for credential in credentials {
            switch credential {
            case .key(let source, let passphrase, let certificate):
                let name = "\(prefix)key-\(files.count + 1)"
                try OpenSSHKeys.bring(source, as: name, folder)
                passphrases[name] = (source, passphrase)
                files.append(name)
                if let certificate {
                    let name = "\(prefix)certificate-\(files.count)"
                    try OpenSSHKeys.bring(certificate, as: name, folder)
                    certificates.append(name)
                }
            case .agent(let socket):
                guard let path = socket ?? EnvironmentVariable.value("SSH_AUTH_SOCK"), path.hasPrefix("/") else {
                    throw Fault(
                        .sftpAgent, .stop, "The connection wants the keys of an agent, but no agent is running.",
                        remedy: "Start ssh-agent and set SSH_AUTH_SOCK, or write the socket's whole path under 'agent'."
                    )
                }
                if agent == nil { try folder.link("\(prefix)agent", to: path) }
                agent = "\(prefix)agent"
            case .password: break
            }
        }
    }

    private static func bring(_ source: SecretSource, as name: String, _ folder: PassingFolder) throws(Fault) {
        // Read in any case: owner, permissions and kind are judged there.
        let secret = try SecretStore.read(source)
        if case .file(let path) = source, path.hasPrefix("/"),
            try Folder.openAnywhere(path).attributes().size == secret.count
        {
            return try folder.link(name, to: path)
        }
        try secret.lend { bytes throws(Fault) in try folder.write(name, bytes) }
    }

    private static func bring(_ certificate: String, as name: String, _ folder: PassingFolder) throws(Fault) {
        if certificate.hasPrefix("/") { return try folder.link(name, to: certificate) }
        var bytes: [UInt8] = []
        try Folder.openAnywhere(certificate).eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return bytes.count > 64 << 10 ? .enough : .more
        }
        try bytes.withUnsafeBufferPointer { all throws(Fault) in try folder.write(name, UnsafeRawBufferPointer(all)) }
    }
}
