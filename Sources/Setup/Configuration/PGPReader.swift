import Exchange

/// A profile's `pgp`, of the files that come and of those that go.
enum PGPReader {
    static let from: [Setting] = [
        Setting(
            "decrypt", .text, required: true, "The fingerprint of our key that the files are encrypted to.",
            example: "0123456789ABCDEF0123456789ABCDEF01234567"),
        passphrase,
        Setting(
            "signed_by", .list(.text), "Fingerprints: any of these keys must have signed a file.",
            example: "[89ABCDEF0123456789ABCDEF0123456789ABCDEF]"),
        Setting(
            "required", .boolean, default: "yes", "Whether a file that is not encrypted is refused.", example: "no"),
        Setting("limit", .size, default: "4GB", "A message that holds more is refused.", example: "200MB"),
    ]

    static let to: [Setting] = [
        Setting(
            "encrypt_to", .list(.text), required: true, "The fingerprints of the keys that may read it.",
            example: "[0123456789ABCDEF0123456789ABCDEF01234567]"),
        Setting(
            "sign_with", .text, "The fingerprint of our key that signs it.",
            example: "89ABCDEF0123456789ABCDEF0123456789ABCDEF"),
        passphrase,
        Setting("armor", .boolean, default: "no", "Whether it is written as text.", example: "yes"),
        Setting("suffix", .text, default: ".pgp", "What the name gets.", example: ".asc"),
    ]

    private static let passphrase = Setting(
        "passphrase", .secret, "Where our key's passphrase is kept.",
        example: "file:/etc/exchange/keys/pgp")

    /// Nil where the profile asks for nothing of it, and where it is not whole: then with a complaint.
    static func plan(
        _ settings: Settings, _ standing: String?, _ root: String, foreign: [String], _ complaints: inout Complaints
    ) -> PGPPlan? {
        let from = settings.block("from")?.block("pgp")
        let to = settings.block("to")?.block("pgp")
        guard let mark = (from ?? to)?.mark else { return nil }
        for block in [from, to].compactMap(\.self) {
            guard SecretChecks.areOwn(block, foreign: foreign, &complaints) else { return nil }
        }
        let unwrapping = from.flatMap { unwrap($0, &complaints) }
        let wrapping = to.flatMap { wrap($0, &complaints) }
        let own = settings.machinePath("gpg_home")
        let given = standing.map { $0.hasPrefix("/") || root.isEmpty ? $0 : "\(root)/\($0)" }
        guard let home = own ?? given else {
            complaints.add(
                mark, key: "gpg_home", "'pgp' needs a folder with keys: 'gpg_home' here or in institutions.yaml")
            return nil
        }
        return PGPPlan(home: home, unwrapping: unwrapping, wrapping: wrapping)
    }

    private static func unwrap(
        _ settings: Settings, _ complaints: inout Complaints
    ) -> PGPPlan.Unwrapping? {
        let key = fingerprint(settings.written("decrypt"), settings.dotted("decrypt"), &complaints)
        let signers = fingerprints(settings, "signed_by", &complaints)
        let isRequired = settings.boolean("required") ?? true
        if !isRequired, let node = settings.written("signed_by") {
            complaints.add(
                node.mark, key: settings.dotted("signed_by"),
                "with 'required: no' anybody could leave the signature away together with the encryption")
        }
        guard let key else { return nil }
        return PGPPlan.Unwrapping(
            key: key, passphrase: settings.secret("passphrase"), signers: signers, isRequired: isRequired,
            limit: settings.size("limit") ?? 0)
    }

    private static func wrap(
        _ settings: Settings, _ complaints: inout Complaints
    ) -> PGPPlan.Wrapping? {
        let recipients = fingerprints(settings, "encrypt_to", &complaints)
        let signer = fingerprint(settings.written("sign_with"), settings.dotted("sign_with"), &complaints)
        let suffix = settings.text("suffix") ?? ""
        if let node = settings.written("suffix"), !PlaceChecks.isNamePart(suffix) || suffix.lowercased() == ".handled" {
            complaints.add(node.mark, key: settings.dotted("suffix"), "this cannot be the end of a delivery's name")
        }
        if let node = settings.written("encrypt_to"), node.items?.isEmpty == true {
            complaints.add(
                node.mark, key: settings.dotted("encrypt_to"), "nobody could read what is encrypted to no key")
        }
        return PGPPlan.Wrapping(
            recipients: recipients, signer: signer, passphrase: settings.secret("passphrase"),
            isArmored: settings.boolean("armor") ?? false, suffix: suffix)
    }

    private static func fingerprints(
        _ settings: Settings, _ key: String, _ complaints: inout Complaints
    ) -> [String] {
        var found: [String] = []
        for (index, item) in (settings.written(key)?.items ?? []).enumerated() {
            if let one = fingerprint(item, "\(settings.dotted(key))[\(index + 1)]", &complaints) { found.append(one) }
        }
        return found
    }

    /// As people copy them, with blanks in them and in small letters; short ones can be forged in minutes.
    private static func fingerprint(_ node: Node?, _ key: String, _ complaints: inout Complaints) -> String? {
        guard let node, let text = node.text else { return nil }
        let digits = text.filter { $0 != " " }.uppercased()
        if digits.utf8.count == 40, digits.allSatisfy(\.isHexDigit) { return digits }
        let isShort =
            digits.utf8.count < 40 && !digits.isEmpty && digits.drop { $0 == "X" || $0 == "0" }.allSatisfy(\.isHexDigit)
        complaints.add(
            node.mark, key: key,
            isShort
                ? "this is only a part of a fingerprint, and keys that share it can be made; all 40 digits are needed"
                : "this is no fingerprint: 40 hexadecimal digits, as 'gpg --fingerprint' shows them")
        return nil
    }
}
