import Exchange

/// The keys of a connection with `scheme: https`, as data.
enum HTTPSSettings {
    static let all: [Setting] =
        [
            Setting("host", .text, required: true, "the server's name or address", example: "data.example.edu"),
            Setting("port", .integer(1...65_535), default: "443", "the server's port", example: "8443"),
            Setting(
                "path", .text, "the folder below which the connection stays; the server's topmost where left out",
                example: "/exports/library"),
            Setting("user", .text, "the account, where the server wants one (Basic)", example: "library"),
            Setting(
                "password", .secret, "where its password is kept", example: "file:/etc/exchange/keys/data-password"),
            Setting(
                "token", .secret, "where a token is kept, where the server wants one (Bearer)",
                example: "credential:data-token"),
            Setting(
                "ranges", .boolean, default: "no",
                "yes where the server sends parts of files: what broke off then goes on where it stopped",
                example: "yes"),
            Setting("largest", .size, default: "4GiB", "no file may be longer, unpacked", example: "200MiB"),
            Setting(
                "proxy", .text,
                "an HTTP proxy to go through, host:port; never one from the environment; 'addresses' is then about it",
                example: "proxy.example.edu:3128"),
            NetworkSettings.addresses, NetworkSettings.timeouts,
        ] + TLSSettings.all
}
