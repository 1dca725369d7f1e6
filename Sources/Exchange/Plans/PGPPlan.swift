/// What is done with OpenPGP to the files of a run, on their way in and on their way out. Keys are named by their full
/// fingerprints: 40 hexadecimal digits, capitals.
package struct PGPPlan: Hashable, Sendable {
    /// Files come in encrypted; the feed sees what was in them.
    package struct Unwrapping: Hashable, Sendable {
        /// Our key: what was not encrypted to it is refused.
        package let key: String
        /// Where the key's passphrase is kept; nil for a key without one.
        package let passphrase: SecretSource?
        /// Whose signature counts, any of them; empty where none is asked for.
        package let signers: [String]
        /// Whether a file that is not encrypted is refused; it is taken as it is otherwise.
        package let isRequired: Bool
        /// A message that holds more bytes is refused.
        package let limit: Int

        package init(key: String, passphrase: SecretSource?, signers: [String], isRequired: Bool, limit: Int) {
            self.key = key
            self.passphrase = passphrase
            self.signers = signers
            self.isRequired = isRequired
            self.limit = limit
        }
    }

    /// What goes out is encrypted, once the feed has read back what it wrote.
    package struct Wrapping: Hashable, Sendable {
        package let recipients: [String]
        /// Our key; nil where nothing is signed.
        package let signer: String?
        package let passphrase: SecretSource?
        /// As text, for receivers that take nothing else.
        package let isArmored: Bool
        /// What the names of deliveries get.
        package let suffix: String

        package init(recipients: [String], signer: String?, passphrase: SecretSource?, isArmored: Bool, suffix: String)
        {
            self.recipients = recipients
            self.signer = signer
            self.passphrase = passphrase
            self.isArmored = isArmored
            self.suffix = suffix
        }
    }

    /// The folder with the keys, on this machine.
    package let home: String
    package let unwrapping: Unwrapping?
    package let wrapping: Wrapping?

    package init(home: String, unwrapping: Unwrapping?, wrapping: Wrapping?) {
        self.home = home
        self.unwrapping = unwrapping
        self.wrapping = wrapping
    }
}
