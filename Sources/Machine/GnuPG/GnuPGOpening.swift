import Exchange

/// Whether a message that gpg has opened may be used.
struct GnuPGOpening {
    private let words: GnuPGWords
    private let demand: GnuPG.Demand
    private let name: String
    private var status: GnuPGStatus { words.status }

    init(_ words: GnuPGWords, _ demand: GnuPG.Demand, _ name: String) {
        self.words = words
        self.demand = demand
        self.name = PlacePath.readable(name)
    }

    /// In this order: what is no message has no key, and what has no key no content.
    func judge() throws(Fault) {
        guard status.has("ENC_TO") || status.has("BEGIN_DECRYPTION") else {
            if status.has("NODATA") || status.has("PLAINTEXT") {
                throw refused(.pgpNotEncrypted, "is not an encrypted OpenPGP message.")
            }
            throw words.trouble(name)
        }
        try demandKey()
        if words.exit != 0, words.lastWords.contains("max-output") {
            throw refused(.pgpLarge, "holds more than \(demand.limit) bytes.")
        }
        try demandIntegrity()
        if !demand.signers.isEmpty { try demandSignature() }
        if words.exit != 0 { throw words.trouble(name) }
    }

    private func demandKey() throws(Fault) {
        let used = status.all("DECRYPTION_KEY")
        if used.contains(where: { $0.prefix(2).contains(demand.key) }) { return }
        if status.isPassphraseWrong {
            throw Fault(
                .pgpPassphrase, .stop, "The passphrase for the key \(demand.key) is wrong or missing.",
                context: ["key": demand.key])
        }
        let other = used.first?.dropFirst().first.map { "another key, \($0)," } ?? "another key"
        throw Fault(
            .pgpKey, .reject, "\(name) was encrypted to \(other) and not to \(demand.key).",
            context: ["key": demand.key])
    }

    /// One content, inside one encrypted part that gpg found unaltered to its end.
    private func demandIntegrity() throws(Fault) {
        let bad = ["BADMDC", "DECRYPTION_FAILED", "NODATA", "UNEXPECTED"]
        guard !bad.contains(where: status.has), status.has("DECRYPTION_OKAY"), status.has("GOODMDC") else {
            let isOld = status.all("DECRYPTION_INFO").contains { $0.first == "0" && $0.last == "0" }
            throw refused(
                .pgpIntegrity, isOld ? "is encrypted without protection against changes." : "was cut or altered.")
        }
        let contents = status.lines.indices.filter { status.lines[$0].keyword == "PLAINTEXT" }
        guard contents.count == 1, status.all("BEGIN_DECRYPTION").count == 1,
            let begin = status.place(of: "BEGIN_DECRYPTION"), let end = status.place(of: "END_DECRYPTION"),
            (begin..<end).contains(contents[0])
        else { throw refused(.pgpIntegrity, "holds something beside one encrypted content.") }
    }

    private func demandSignature() throws(Fault) {
        let signatures = status.signatures
        if signatures.isEmpty { throw refused(.pgpSignature, "is not signed.") }
        for signature in signatures where signature.judgement != "GOODSIG" {
            throw refused(.pgpSignature, GnuPGOpening.objection(signature))
        }
        let isSigned = signatures.contains { signature in
            guard let primary = signature.primary, let digest = signature.digest else { return false }
            // SHA-2 only: a signature over a weaker digest can be made to fit something else.
            return demand.signers.contains(primary) && (8...11).contains(digest)
        }
        if isSigned { return }
        let others = signatures.compactMap(\.primary).joined(separator: ", ")
        throw refused(.pgpSignature, "is signed, but by none of the keys that count, or too weakly: \(others).")
    }

    private static func objection(_ signature: GnuPGStatus.Signature) -> String {
        let key = signature.primary.map { " (\($0))" } ?? ""
        return switch signature.judgement {
        case "BADSIG": "has a signature that does not fit its content."
        case "EXPKEYSIG": "was signed with a key that has expired\(key)."
        case "REVKEYSIG": "was signed with a key that was revoked\(key)."
        case "EXPSIG": "has a signature that has expired\(key)."
        default: "is signed with a key that is not in the keyring, or of an unknown kind."
        }
    }

    private func refused(_ code: Code, _ why: String) -> Fault { Fault(code, .reject, "\(name) \(why)") }
}
