import Exchange

extension Code {
    package static let httpsStatus = Code(
        "https.status", .place, owner: .it,
        cause: "The server answered with a status that means it did not do what was asked.",
        remedy:
            "Read the status in the message: 4xx means that the request was not right for this server (path, account), 5xx "
            + "that the server has trouble. Ask whoever runs it, with this message.")
    package static let httpsBusy = Code(
        "https.busy", .place, owner: .it,
        cause: "The server is overloaded or under maintenance and asked to come back later (429, 502, 503, 504).",
        remedy: "Run again later; it is tried again by itself after the time the server asked for.")
    package static let httpsRedirect = Code(
        "https.redirect", .place, owner: .it,
        cause:
            "The server sends us on to another server, or round in a circle. That is not followed: credentials and files "
            + "would go to somebody whom the connection does not name.",
        remedy: "If the new address is right, write it in the connection.")
    package static let httpsEndless = Code(
        "https.endless", .place, owner: .it,
        cause:
            "The server does not say how long a file is, so nobody could tell a whole file from one that was cut off.",
        remedy: "Ask whoever runs the server to send Content-Length, or chunks, as every current server does.")

    /// Every code of HTTPS.
    package static let https: [Code] = [httpsStatus, httpsBusy, httpsRedirect, httpsEndless]
}
