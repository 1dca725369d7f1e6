import CCurl
import Exchange

/// What holds for every transfer, whatever it carries.
struct CurlStanding {
    let line: CurlLine
    let addresses: String?
    let sockets: CurlSockets

    func set(_ transfer: CurlTransfer) throws(Fault) {
        try transfer.set(.protocols, line.scheme)
        try transfer.set(.redirectProtocols, line.scheme)
        // Nothing from the environment, from .netrc, or from what a server says about where else to go.
        try transfer.set(.noSignal, true)
        try transfer.set(.netrc, false)
        try transfer.set(.followLocation, false)
        try transfer.set(.unrestrictedAuthentication, false)
        try transfer.set(.proxy, line.proxy?.url ?? "")
        try transfer.set(.noProxy, "")
        try transfer.set(.pathAsIs, true)
        try network(transfer)
    }

    private func network(_ transfer: CurlTransfer) throws(Fault) {
        try transfer.set(.connectMilliseconds, line.timeouts.connectMilliseconds)
        try transfer.set(.responseSeconds, max(1, line.timeouts.idleMilliseconds / 1000))
        try transfer.set(.happyEyeballsMilliseconds, 250)
        try transfer.set(.dnsCacheSeconds, -1)
        try transfer.set(.noDelay, true)
        try transfer.set(.bufferSize, 128 << 10)
        try transfer.set(.uploadBufferSize, 64 << 10)
        if let addresses { try transfer.set(.addresses, [addresses]) }
        var api = transfer.library.api
        let owner = Unmanaged.passUnretained(sockets).toOpaque()
        let codes = [
            exchange_curl_set_pointer(&api, transfer.easy, 10_164, owner),
            exchange_curl_set_open(&api, transfer.easy, CurlSockets.opening),
            exchange_curl_set_pointer(&api, transfer.easy, 10_209, owner),
            exchange_curl_set_close(&api, transfer.easy, CurlSockets.closing),
        ]
        guard codes.allSatisfy({ $0 == 0 }) else {
            throw Fault(.curlLibrary, .stop, "The library libcurl does not let its connections be judged.")
        }
    }
}
