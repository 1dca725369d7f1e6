/// A host key as a server shows it.
package struct ShownKey: Hashable, Sendable {
    /// As SSH names it: `ssh-ed25519`.
    package let type: String
    /// `SHA256:` and 43 letters, as `ssh-keygen -l` prints it.
    package let fingerprint: String

    package init(type: String, fingerprint: String) {
        self.type = type
        self.fingerprint = fingerprint
    }
}
