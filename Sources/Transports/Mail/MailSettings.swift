import Exchange

/// What a mail channel may say.
enum MailSettings {
    private static let addresses = Setting.Kind.either(.text, .list(.text))

    static let all: [Setting] =
        [
            Setting(
                "host", .text, required: true,
                "the mail server: the campus relay, or any that takes mail for these people",
                example: "smtp.example.edu"),
            Setting(
                "port", .integer(1...65_535), "its port; 25 where left out, 465 with 'tls: implicit'", example: "587"),
            Setting(
                "tls", .choice(MailAccount.Encryption.allCases.map(\.rawValue)), default: "required",
                "required: STARTTLS, or nothing is sent; opportunistic: STARTTLS where it is offered; implicit: TLS from the "
                    + "first byte", example: "implicit"),
            Setting("user", .text, "the account, where the server wants one", example: "exchange"),
            Setting("password", .secret, "where its password is kept", example: "credential:smtp-password"),
            Setting("from", .text, required: true, "the sender", example: "exchange@library.example.edu"),
            Setting("from_name", .text, default: "exchange", "how the sender is called", example: "Library transfers"),
            Setting(
                "envelope_from", .text,
                "where reports of failed delivery go; the sender where left out; 'none': nowhere",
                example: "bounces@library.example.edu"),
            Setting("to", addresses, required: true, "who gets it", example: "[systems@library.example.edu]"),
            Setting("cc", addresses, "who gets a copy", example: "head@library.example.edu"),
            Setting(
                "owners", .table(addresses), "who gets it, too, where they must act",
                example: "{registrar: sis@example.edu}"),
            Setting(
                "helo", .text, "what we call ourselves; this machine's name where left out", example: "lib.example.edu"),
            Setting(
                "addresses", .list(.text), "where the server's name may lead; where left out, anywhere but link-local",
                example: "[10.1.2.0/24]"),
            NetworkSettings.noticeTimeouts,
        ] + TLSSettings.all
}
