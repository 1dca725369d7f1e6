import Exchange

/// Whether gpg has encrypted to everybody, and signed.
struct GnuPGClosing {
    private let words: GnuPGWords
    private let address: GnuPG.Address
    private let name: String
    private var status: GnuPGStatus { words.status }

    init(_ words: GnuPGWords, _ address: GnuPG.Address, _ name: String) {
        self.words = words
        self.address = address
        self.name = name
    }

    func judge() throws(Fault) {
        for recipient in status.all("INV_RECP") { throw useless(recipient, "encrypt to") }
        for signer in status.all("INV_SGNR") { throw useless(signer, "sign with") }
        if status.isPassphraseWrong {
            throw Fault(
                .pgpPassphrase, .stop, "The passphrase for the key \(address.signer ?? "") is wrong or missing.",
                context: ["key": address.signer ?? ""])
        }
        let isSigned = address.signer == nil || status.has("SIG_CREATED")
        guard words.exit == 0, isSigned, status.has("END_ENCRYPTION"), !status.has("FAILURE") else {
            throw words.trouble(name)
        }
    }

    private func useless(_ said: [String], _ purpose: String) -> Fault {
        let key = said.dropFirst().first ?? address.recipients.joined(separator: ", ")
        let why: String
        if status.has("KEYREVOKED") {
            why = "it was revoked"
        } else if status.has("KEYEXPIRED") {
            why = "it has expired"
        } else if said.first == "1" {
            why = "it is not in the keyring"
        } else {
            why = "it is not in the keyring, has expired, was revoked, or is not made for that"
        }
        return Fault(
            .pgpKey, .stop, "The key \(key) cannot be used to \(purpose): \(why). Nothing was sent.",
            context: ["key": key])
    }
}
