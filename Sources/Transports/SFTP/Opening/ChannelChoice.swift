import Exchange

/// By which channel a conversation is opened, and why. A pure function of what is known before.
struct ChannelChoice: Hashable, Sendable {
    enum Channel: String, Sendable { case libssh2, openssh }

    /// What the choice hangs on.
    struct Facts: Sendable {
        var wish = ChannelWish.auto
        /// The kinds of the account's keys.
        var keys: [KeyFile.Kind] = []
        var hasCertificate = false
        var hasAgent = false
        var hasJump = false
        /// Types of the server's known keys, as they name themselves; empty where only fingerprints are known.
        var hostKeyTypes: [String] = []
        /// Nil where it is not installed.
        var libssh2: LibraryVersion?
        /// Whether the program is installed.
        var hasSSH = true
        /// Why libssh2, of this very version, did not do for this server before.
        var remembered: String?
    }

    let channel: Channel
    /// Completes 'by openssh, because …'.
    let why: String

    /// Throws `sftp.ssh` where only the program will do and it is not there.
    static func choose(_ facts: Facts) throws(Fault) -> ChannelChoice {
        if facts.wish == .libssh2 { return ChannelChoice(channel: .libssh2, why: "the connection says so") }
        if let need = need(facts) {
            guard facts.hasSSH else {
                throw Fault(.sftpSSH, .stop, "The program 'ssh' is needed and is not installed: \(need).")
            }
            return ChannelChoice(channel: .openssh, why: need)
        }
        if facts.hasSSH, let liking = liking(facts) { return ChannelChoice(channel: .openssh, why: liking) }
        return ChannelChoice(
            channel: .libssh2, why: "nothing here needs more than libssh2 \(facts.libssh2?.description ?? "")")
    }

    /// Why nothing else will do.
    private static func need(_ facts: Facts) -> String? {
        if facts.wish == .openssh { return "the connection says so" }
        if facts.hasJump { return "it goes through a jump host" }
        if facts.hasCertificate { return "it logs in with a certificate" }
        if facts.keys.contains(.hardware) { return "its key is a hardware key" }
        guard let library = facts.libssh2 else { return "libssh2 is not installed" }
        if let remembered = facts.remembered { return remembered }
        if library >= .modern { return nil }
        if facts.keys.contains(.rsa) {
            return "libssh2 \(library) can use an RSA key only with SHA-1, which servers refuse"
        }
        if !facts.hostKeyTypes.isEmpty, facts.hostKeyTypes.allSatisfy({ $0 == "ssh-rsa" }) {
            return "libssh2 \(library) can check the server's RSA key only with SHA-1, which servers do not offer"
        }
        return nil
    }

    /// Why the other may do, but more likely would not.
    private static func liking(_ facts: Facts) -> String? {
        guard let library = facts.libssh2, library < .modern else { return nil }
        if facts.hasAgent { return "the agent may hold an RSA key, which libssh2 \(library) can use only with SHA-1" }
        if facts.keys.contains(.unknown) {
            return "its key may be an RSA key, which libssh2 \(library) can use only with SHA-1"
        }
        return nil
    }
}
