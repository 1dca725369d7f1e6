import Exchange

/// What a connection may say about TLS. Nothing of it makes it accept less.
enum TLSSettings {
    static let all: [Setting] = [
        Setting(
            "ca", .text,
            "a file (PEM) with the only certificates that vouch for the server, or with the server's own; those of this "
                + "machine where left out; relative paths start at the root",
            example: "/etc/exchange/ca/campus.pem"),
        Setting(
            "pin", .list(.text),
            "public keys the server may have ('exchange connections test' shows them); one of them vouches for a server "
                + "that nobody else vouches for",
            example: "[\"sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]"),
        Setting(
            "tls_max", .choice(["1.2", "1.3"]), default: "1.3",
            "1.2 for a server that does not get along with TLS 1.3; never less than 1.2", example: "\"1.2\""),
    ]

    static func policy(_ settings: Settings, _ complaints: inout Complaints) -> TLSPolicy {
        var pins: [TLSPin] = []
        let items = settings.written("pin")?.items
        if let items, items.isEmpty {
            complaints.add(
                (settings.written("pin") ?? settings.node).mark, key: settings.dotted("pin"),
                "without any key no server would be right")
        }
        for item in items ?? [] {
            if let pin = TLSPin(item.text ?? "") {
                pins.append(pin)
            } else {
                complaints.add(
                    item.mark, key: settings.dotted("pin"),
                    "'\(PlacePath.readable(item.text ?? ""))' is no pin: 'sha256//' and 44 letters, the SHA-256 of a public "
                        + "key")
            }
        }
        return TLSPolicy(
            ownCertificates: settings.machinePath("ca"), pins: pins, isCapped: settings.text("tls_max") == "1.2")
    }
}
