import Exchange
import Machine

/// Tells a program elsewhere: JSON by POST over HTTPS, signed. No sentence, no file's name, no word about a person.
package struct WebhookChannel: NoticeChannel {
    package static let kind = "webhook"
    package static let summary = "signed JSON, posted over HTTPS"
    package static let settings: [Setting] = WebhookSettings.all

    let account: HTTPSAccount
    private let url: WebhookURL
    private let secret: SecretSource

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        let url = settings.text("url").flatMap(WebhookURL.init)
        if url == nil {
            complaints.add(
                (settings.written("url") ?? settings.node).mark, key: settings.dotted("url"),
                "a webhook's address begins with https://, and has letters, digits and -._~/?&=+:@,;!* in it only (and %XX behind the ?)"
            )
        }
        let proxy = NetworkSettings.proxy(settings, &complaints)
        let addresses = NetworkSettings.addresses(settings, &complaints)
        let timeouts = NetworkSettings.timeouts(settings, &complaints)
        let policy = TLSSettings.policy(settings, &complaints)
        guard complaints.isEmpty, let url, let secret = settings.secret("signing_secret") else { throw complaints }
        let line = CurlLine(
            scheme: "https", host: url.host, port: url.port, addresses: addresses, timeouts: timeouts, tls: policy,
            proxy: proxy)
        self.init(url, line, secret, login: settings.secret("token").map { .token($0) } ?? .nobody)
    }

    init(_ url: WebhookURL, _ line: CurlLine, _ secret: SecretSource, login: HTTPSLogin = .nobody) {
        self.url = url
        self.secret = secret
        account = HTTPSAccount(
            name: "webhook", line: line, base: "", login: login, hasRanges: false, largest: WebhookChannel.longestAnswer
        )
    }

    /// What a receiver says back is not read; this much of it may come.
    private static let longestAnswer = 1 << 20

    /// A query may hold a key to the door.
    package var address: String { "webhook \(account.line.origin)/\(url.path)" }

    package func send(_ notice: Notice, _ visit: Visit) throws(Fault) -> String {
        try send(notice, visit, ask: NameLookup.resolver)
    }

    func send(
        _ notice: Notice, _ visit: Visit, ask: @escaping @Sendable (String) -> NameLookup.Answer
    ) throws(Fault) -> String {
        let signature = try WebhookSignature.value(
            notice.document, secret: try SecretStore.read(secret), at: visit.now())
        let request = HTTPSRequest(
            .post(notice.document, type: "application/json"), url.path, query: url.query,
            headers: ["\(WebhookSignature.name): \(signature)", "Idempotency-Key: \(notice.id)"], takesAnyStatus: true)
        let conversation = try HTTPSConversation(account, visit, ask: ask)
        defer { conversation.close() }
        return try judged(try conversation.carry(request), visit.now())
    }

    private func judged(_ response: HTTPSResponse, _ now: Moment) throws(Fault) -> String {
        let context = ["address": account.line.address, "status": String(response.status)]
        let said = "\(account.line.address) answered HTTP \(response.status)"
        switch response.status {
        case 200...299: return "HTTP \(response.status)"
        case 408, 425, 429, 500...599:
            let wait = WebhookChannel.wait(response["retry-after"], now)
            throw Fault(
                .noticeBusy, .retry(after: wait ?? 60), "\(said).",
                context: wait.map { context.merging([Retrying.wait: String($0)]) { $1 } } ?? context)
        case 300...399:
            throw Fault(
                .httpsRedirect, .stop,
                "\(said), which leads elsewhere. It was not followed: the signed notice is for the "
                    + "address that was configured.", context: context)
        default: throw Fault(.noticeRefused, .stop, "\(said).", context: context)
        }
    }

    /// Seconds, or a time (RFC 9110, 10.2.3); a day at most.
    private static func wait(_ text: String?, _ now: Moment) -> Int? {
        guard let text else { return nil }
        let seconds = Int(text) ?? HTTPSDate.moment(text).map { $0.seconds - now.seconds }
        return seconds.map { min(max(1, $0), 86_400) }
    }
}
