import Exchange
import Machine

/// A request under way, with what came of it so far.
final class HTTPSExchange {
    let request: HTTPSRequest
    /// Which one of its batch it is.
    let index: Int
    private(set) var response = HTTPSResponse()
    private(set) var redirects = 0
    private let account: HTTPSAccount
    private var url: String
    private let before: Int

    init(_ request: HTTPSRequest, _ account: HTTPSAccount, index: Int) {
        self.request = request
        self.account = account
        self.index = index
        before = request.sink.count
        url = account.url(request.path) + (request.query.isEmpty ? "" : "?\(request.query)")
    }

    func prepare(_ transfer: CurlTransfer) throws(Fault) {
        try transfer.set(.url, url)
        // CURL_HTTP_VERSION_1_1
        try transfer.set(.httpVersion, 2)
        try transfer.set(.agent, "exchange")
        try transfer.set(.acceptedEncodings, request.isFile ? "identity" : "gzip")
        try transfer.set(.fileTime, true)
        try transfer.set(.largestFile, account.largest)
        try kind(transfer)
        try login(transfer)
        response = HTTPSResponse()
        transfer.line = { [self] line throws(Fault) in
            if !response.read(line) {
                throw Fault(.placeProtocol, .stop, "\(account.line.address) sent a head without an end.")
            }
        }
        transfer.body = { [self] bytes throws(Fault) in
            // What comes with a redirect or an error is not the file.
            guard response.isFine || request.takesAnyStatus else { return }
            guard request.part?.isAnswered(by: response) ?? (response.status != 206) else {
                throw HTTPSFaults(account: account).otherPart(request.path)
            }
            guard request.sink.count - before + bytes.count <= account.largest else {
                throw HTTPSFaults(account: account).tooLarge(request.path)
            }
            try request.sink.write(bytes)
        }
    }

    /// Goes on at another path of the very same server, by the same protocol.
    func go(to target: String, _ faults: HTTPSFaults) throws(Fault) {
        guard let origin = HTTPSOrigin(target), origin == HTTPSOrigin(account.line.origin) else {
            let place = HTTPSOrigin(target).map { "to \($0)" } ?? "to nowhere we go"
            throw faults.redirect(place, request.path)
        }
        redirects += 1
        url = target
    }

    /// `place.truncated` where the body is shorter or longer than the head said, `https.endless` where it said nothing.
    func judgeEnd(_ faults: HTTPSFaults) throws(Fault) {
        guard request.isFile, request.kind == .get else { return }
        guard response.hasEnd else { throw faults.endless(request.path) }
        guard response["content-encoding"] == nil, let size = response["content-length"].flatMap({ Int($0) }) else {
            return
        }
        let got = request.sink.count - before
        if got != size { throw faults.cut(request.path, got, of: size) }
    }

    private func kind(_ transfer: CurlTransfer) throws(Fault) {
        var headers = request.headers + [request.part?.header].compactMap { $0 }
        switch request.kind {
        case .get: try transfer.set(.get, true)
        case .head: try transfer.set(.headOnly, true)
        case .post(let body, let type):
            headers += ["Content-Type: \(type)", "Expect:"]
            try transfer.set(.post, true)
            try transfer.set(.bodySize, body.count)
            var left = body[...]
            transfer.source = { buffer throws(Fault) in
                let piece = left.prefix(buffer.count)
                buffer.copyBytes(from: piece)
                left = left.dropFirst(piece.count)
                return piece.count
            }
        }
        if !headers.isEmpty { try transfer.set(.headers, headers) }
    }

    private func login(_ transfer: CurlTransfer) throws(Fault) {
        switch account.login {
        case .nobody: return
        case .password(let user, let source):
            // CURLAUTH_BASIC
            try transfer.set(.httpAuthentication, 1)
            try transfer.set(.user, user)
            try transfer.set(.password, try SecretStore.read(source))
        case .token(let source):
            // CURLAUTH_BEARER
            try transfer.set(.httpAuthentication, 64)
            try transfer.set(.bearer, try SecretStore.read(source))
        }
    }
}
