/// A key pair in files, made by ssh-keygen.
package struct SSHKey: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case ed25519, rsa, ecdsa
    }

    /// How the private key is written. ssh-keygen writes ed25519 as `.openssh` only.
    package enum Form: String, CaseIterable, Sendable {
        case openssh = "RFC4716"
        case pem = "PEM"
        case pkcs8 = "PKCS8"
    }

    package let kind: Kind
    package let form: Form
    /// What opens the file; nil where nothing is needed.
    package let passphrase: String?
    /// The private key, mode 0600; the public one stands beside it under `.pub`.
    package let path: String
    /// `ssh-ed25519 AAAA…`, as it stands in authorized_keys, without comment.
    package let publicLine: String
    /// `SHA256:…`, as ssh-keygen prints it.
    package let fingerprint: String

    /// The public key alone, in base64.
    package var publicBlob: String { String(publicLine.split(separator: " ")[1]) }
    /// `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256`.
    package var typeName: String { String(publicLine.split(separator: " ")[0]) }
}
