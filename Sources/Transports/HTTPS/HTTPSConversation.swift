import Exchange
import Machine

/// One conversation with one HTTPS server under one account: requests with any headers and bodies. For files there is
/// `HTTPSSession`; this is for those who speak something over HTTP.
final class HTTPSConversation {
    let account: HTTPSAccount
    private let loop: CurlLoop
    private let faults: HTTPSFaults

    private static let mostRedirects = 5

    /// Looks the server's name up; connects with the first request.
    init(
        _ account: HTTPSAccount, _ visit: Visit,
        ask: @escaping @Sendable (String) -> NameLookup.Answer = NameLookup.resolver
    ) throws(Fault) {
        self.account = account
        loop = try CurlLoop(try CurlLibrary.load(), account.line, visit, ask: ask)
        faults = HTTPSFaults(account: account)
    }

    /// How the server proved who it is; nil before the first request.
    var peer: TLSPeer? { loop.trust.peer }

    /// Carries requests, several at once; the fate of each. A fault that ended the conversation is thrown.
    func carry(_ requests: [HTTPSRequest], width: Int = 4) throws(Fault) -> [Result<HTTPSResponse, Fault>] {
        var fates = requests.map { _ in Result<HTTPSResponse, Fault>.failure(Conversation.lost(account.line.address)) }
        var open = requests.indices.map { HTTPSExchange(requests[$0], account, index: $0) }
        // A redirect is one more round, with what is left.
        while !open.isEmpty {
            var further: [HTTPSExchange] = []
            let round = open
            try loop.carry(round.count, width: width) { index, transfer throws(Fault) in
                try round[index].prepare(transfer)
                return true
            } done: { index, transfer throws(Fault) in
                let exchange = round[index]
                do throws(Fault) {
                    if try end(exchange, transfer) {
                        fates[exchange.index] = .success(exchange.response)
                    } else {
                        further.append(exchange)
                    }
                } catch {
                    fates[exchange.index] = .failure(error)
                    if HTTPSConversation.isOver(error) { throw error }
                }
            }
            open = further
        }
        return fates
    }

    /// One request; throws whatever went wrong with it.
    func carry(_ request: HTTPSRequest) throws(Fault) -> HTTPSResponse {
        try carry([request], width: 1)[0].get()
    }

    /// Fetches what stands under a path (percent-encoding is done here, a query is not) into a sink.
    func get(_ path: String, query: String = "", headers: [String] = [], into sink: any ByteSink) throws(Fault)
        -> HTTPSResponse
    {
        try carry(HTTPSRequest(.get, path, query: query, headers: headers, sink: sink))
    }

    /// Posts a body and takes the answer into a sink. Not sent twice by itself: who posts knows whether that may be.
    func post(_ path: String, _ body: [UInt8], type: String, headers: [String] = [], into sink: any ByteSink)
        throws(Fault) -> HTTPSResponse
    {
        try carry(HTTPSRequest(.post(body, type: type), path, headers: headers, sink: sink))
    }

    func close() { loop.close() }

    /// Whether the exchange has come to its end; false where it goes on at another path of the same server.
    private func end(_ exchange: HTTPSExchange, _ transfer: CurlTransfer) throws(Fault) -> Bool {
        let response = exchange.response
        if let fault = loop.failure(of: transfer) {
            // A proxy that refuses says so before anybody speaks TLS.
            throw account.line.proxy == nil
                ? fault : faults.fault(response, exchange.request.path, waitSeconds: 0) ?? fault
        }
        if response.isRedirect, exchange.request.follows {
            guard exchange.redirects < HTTPSConversation.mostRedirects else {
                throw faults.redirect("more than \(HTTPSConversation.mostRedirects) times", exchange.request.path)
            }
            try exchange.go(to: transfer.text(.redirect) ?? "", faults)
            return false
        }
        if exchange.request.takesAnyStatus { return true }
        let wait = max(0, transfer.number(.retryAfter))
        if let fault = faults.fault(response, exchange.request.path, waitSeconds: wait) { throw fault }
        try exchange.judgeEnd(faults)
        return true
    }

    /// Whether a fault says that the conversation is gone, or that nobody there is to be talked to: a body that broke off
    /// included, since the rest may come another time.
    private static func isOver(_ fault: Fault) -> Bool {
        if fault.code.name.hasPrefix("tls.") { return true }
        let ends: [Code] = [
            .placeUnreachable, .placeLost, .placeStalled, .placeAddress, .placeLogin, .placeAborted, .httpsBusy,
            .placeTruncated,
        ]
        return ends.contains(fault.code)
    }
}
