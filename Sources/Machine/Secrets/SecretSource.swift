/// Where a secret is kept. The configuration refers to secrets and never holds one.
package enum SecretSource: Hashable, Sendable {
    /// A file of the operator's, by its path on the machine.
    case file(String)
    /// A systemd credential, by its name.
    case credential(String)
    /// A variable of the environment, by its name.
    case environment(String)
}
