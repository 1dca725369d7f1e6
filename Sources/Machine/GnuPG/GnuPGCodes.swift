import Exchange

extension Code {
    package static let pgpHome = Code(
        "pgp.home", .configuration, owner: .it,
        cause: "The folder with the OpenPGP keys is not there, or others than its owner may look into it.",
        remedy: "Correct 'gpg_home', or make the folder the account's own with mode 0700.")
    package static let pgpKey = Code(
        "pgp.key", .configuration, owner: .it,
        cause:
            "An OpenPGP key that the profile names is not in the keyring, has expired, was revoked, or is of no use for "
            + "what is wanted; or a file was encrypted to another key.",
        remedy:
            "Look at the keyring with 'gpg --homedir <gpg_home> --list-keys'. Ask the key's owner for a current key, "
            + "compare its fingerprint by telephone, and import it.")
    package static let pgpPassphrase = Code(
        "pgp.passphrase", .configuration, owner: .it,
        cause: "The passphrase of an OpenPGP key is wrong, or the key has one and the profile names none.",
        remedy: "Correct what is kept where 'passphrase' in the profile says.")
    package static let pgpNotEncrypted = Code(
        "pgp.notencrypted", .data, owner: .vendor,
        cause: "A file that must come encrypted is not an encrypted OpenPGP message.",
        remedy: "Ask the sender to encrypt it to your key. If plain files are right, write 'required: no'.")
    package static let pgpSignature = Code(
        "pgp.signature", .data, owner: .vendor,
        cause:
            "A file is not signed by a key that the profile trusts, or its signature is broken, or the key had expired "
            + "or was revoked.",
        remedy:
            "Ask the sender who signed it and with which key, by telephone. Only a fingerprint that the sender confirms "
            + "belongs into 'signed_by'.")
    package static let pgpIntegrity = Code(
        "pgp.integrity", .data, owner: .vendor,
        cause:
            "An encrypted file was cut or altered on its way, or was encrypted without protection against that. Nothing "
            + "of it was used.",
        remedy:
            "Ask the sender for the file again. If this repeats, the sender's OpenPGP program is too old, or somebody "
            + "alters files.")
    package static let pgpLarge = Code(
        "pgp.large", .data, owner: .vendor,
        cause: "An encrypted file holds more than the profile allows. A small file can hold a disk full of nothing.",
        remedy: "If the size is honest, raise 'limit' in 'from: pgp'.")
    package static let pgpProgram = Code(
        "pgp.program", .machine, owner: .it,
        cause: "The program gpg could not be started, took too long, or failed for a reason of its own.",
        remedy:
            "Install it: 'apt install gpg gpg-agent'. Read its last words in the message, and try it by hand as the same user."
    )

    /// The codes of OpenPGP.
    package static let pgp: [Code] = [
        pgpHome, pgpKey, pgpPassphrase, pgpNotEncrypted, pgpSignature, pgpIntegrity, pgpLarge, pgpProgram,
    ]
}
