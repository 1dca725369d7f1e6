import Exchange

/// Weak algorithms a server still needs, named and with an end.
struct LegacyAlgorithms: Sendable {
    /// As SSH names them: `ssh-rsa`, `diffie-hellman-group14-sha1`, `aes128-cbc`, `hmac-sha1`.
    let names: [String]
    let until: CivilDate
    let reason: String
}

extension SSHAccount {
    /// The weak algorithms that may be used on this day. `sftp.legacy.expired` once their last day has passed: asked
    /// before anything is dialled.
    func legacy(on today: CivilDate) throws(Fault) -> LegacyAlgorithms? {
        guard let legacy, today > legacy.until else { return legacy }
        let names = legacy.names.joined(separator: ", ")
        throw Fault(
            .sftpLegacyExpired, .stop,
            "The connection '\(name)' allows \(names) until \(legacy.until), and that day has passed. \(host) was not "
                + "contacted.",
            context: ["connection": name, "until": legacy.until.description, "algorithms": names])
    }
}
