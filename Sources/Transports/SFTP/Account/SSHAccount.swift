import Exchange
import Machine

/// One account on one SSH server: everything a channel needs to open a conversation. One immutable value, passed
/// everywhere.
struct SSHAccount: Sendable {
    /// The connection's name, for messages.
    let name: String
    let host: String
    let port: Int
    let user: String
    /// In the order in which they are tried.
    let credentials: [SSHCredential]
    let hostKeys: HostKeyRule
    let channel: ChannelWish
    /// `user@host:port` of a host to go through; the openssh channel only.
    let jump: String?
    /// Where the name may lead; nil: anywhere.
    let addresses: AddressRule?
    let legacy: LegacyAlgorithms?
    let timeouts: Timeouts

    /// The server, for messages: `sftp campus.example.edu:22`.
    var address: String { "sftp \(host.contains(":") ? "[\(host)]" : host):\(port)" }

    typealias Timeouts = PlaceTimeouts
}

enum ChannelWish: String, CaseIterable, Sendable { case auto, libssh2, openssh }

enum SSHCredential: Sendable {
    /// A private key (OpenSSH, PEM, PKCS#8), its passphrase if it has one, and a certificate (a path) if there is one.
    case key(SecretSource, passphrase: SecretSource?, certificate: String?)
    /// Keys that an agent holds; nil: the socket in SSH_AUTH_SOCK.
    case agent(socket: String?)
    /// Also the answer to a keyboard-interactive question, where the server asks that way.
    case password(SecretSource)
}

/// Which host keys are right. Anything else is refused.
enum HostKeyRule: Sendable {
    /// Fingerprints as `ssh-keygen -l` prints them: `SHA256:` and 43 letters. Several for an announced change. Each may
    /// have the key's type in front, `ssh-rsa SHA256:…`, which is then asked for first.
    case pins([String])
    /// A file in the format of OpenSSH's known_hosts.
    case knownHosts(path: String)
    /// What a person trusted with `exchange connections trust`; until then nothing.
    case trusted
}
