import Exchange

/// What a webhook may say.
enum WebhookSettings {
    static let all: [Setting] =
        [
            Setting(
                "url", .text, required: true, "where the notice is posted",
                example: "https://hooks.example.edu/exchange"),
            Setting(
                "signing_secret", .secret, required: true,
                "where the secret is kept that signs each notice; the receiver has the same",
                example: "credential:hook-secret"),
            Setting(
                "token", .secret, "where a token is kept, where the server wants one (Bearer)",
                example: "env:HOOK_TOKEN"),
            Setting(
                "proxy", .text, "an HTTP proxy to go through, host:port; 'addresses' is then about it",
                example: "proxy.example.edu:3128"),
            NetworkSettings.addresses, NetworkSettings.noticeTimeouts,
        ] + TLSSettings.all
}
