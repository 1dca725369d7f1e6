import Exchange

/// The keys of connections with `scheme: ftp` and `scheme: ftps`, as data.
enum FTPSettings {
    static let ftp: [Setting] = server(port: "21") + [plain] + common
    static let ftps: [Setting] = server(port: nil) + tls + TLSSettings.all + common

    private static func server(port: String?) -> [Setting] {
        [
            Setting("host", .text, required: true, "the server's name or address", example: "ftp.example.edu"),
            Setting(
                "port", .integer(1...65_535), default: port,
                port == nil ? "the server's port; 21 where left out, with 'tls: implicit' 990" : "the server's port",
                example: "2121"),
            Setting("user", .text, required: true, "the account on the server", example: "library"),
            Setting(
                "password", .secret, required: true, "where the password is kept",
                example: "file:/etc/exchange/keys/campus-password"),
            Setting(
                "path", .text, "the folder below which the connection stays; the login's own folder where left out",
                example: "/out/production"),
        ]
    }

    private static let plain = Setting(
        "plain_ftp", .block(permission),
        "why, and until when, everybody on the way may read the password and the files; without it plain FTP is refused",
        example: "{reason: the server is replaced in June, until: 2027-06-30}")

    static let permission: [Setting] = [
        Setting("reason", .text, required: true, "why, for the reports", example: "server is replaced in June"),
        Setting("until", .text, required: true, "the last day, YYYY-MM-DD", example: "2027-06-30"),
    ]

    private static let tls: [Setting] = [
        Setting(
            "tls", .choice(["explicit", "implicit"]), default: "explicit",
            "whether TLS begins when asked for (AUTH TLS) or with the first byte", example: "implicit")
    ]

    private static let common: [Setting] = [
        Setting(
            "connections", .integer(1...16), default: "4", "how many connections it uses at once, at most", example: "1"
        ),
        Setting(
            "peer", .choice(["alma"]), "whose server it is, where that has rules of its own", example: "alma"),
        NetworkSettings.addresses, NetworkSettings.timeouts,
        Setting(
            "temp_safe", .boolean, default: "no",
            "yes where nobody but this program removes its temporary files (names begin with .x-)", example: "yes"),
    ]
}
