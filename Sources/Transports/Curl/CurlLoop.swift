import CCurl
import Exchange
import Machine

/// One conversation with one server under one account: several transfers under way at once over connections that are kept,
/// all on this thread. Nothing of it is shared with any other conversation.
final class CurlLoop {
    let library: CurlLibrary
    let line: CurlLine
    let trust: TLSTrust
    private let multi: UnsafeMutableRawPointer
    private let sockets: CurlSockets
    private let abort: Abort
    /// `host:port:address,address`, so that the name leads to one set of addresses for as long as this lives; nil for a
    /// host that is an address.
    private let addresses: String?

    private var underWay: [UnsafeMutableRawPointer: Errand] = [:]
    private var idle: [CurlTransfer] = []
    /// Whether something ended in a way after which nobody there may be listening.
    private var isBroken = false
    private var isOver = false

    private struct Errand {
        let index: Int
        let transfer: CurlTransfer
        var patience: Patience
        var waited = 0.0
        var hasMoved = false
    }

    /// Looks the server's name up; connects only when there is something to carry.
    init(
        _ library: CurlLibrary, _ line: CurlLine, _ visit: Visit,
        ask: @escaping @Sendable (String) -> NameLookup.Answer = NameLookup.resolver
    ) throws(Fault) {
        self.library = library
        self.line = line
        abort = visit.abort
        let (host, port) = line.next
        let limit = TimeLimit(milliseconds: line.timeouts.connectMilliseconds, abort: visit.abort)
        let found = try Dialling.resolve(host, rule: line.addresses, limit: limit, ask: ask)
        let written = found.map { CurlLine.bracketed($0.description) }.joined(separator: ",")
        addresses = HostAddress(host) == nil ? "\(host):\(port):\(written)" : nil
        sockets = CurlSockets(line.addresses)
        trust = TLSTrust(library, line)
        var api = library.api
        guard let made = api.multi_init() else {
            throw Fault(.curlLibrary, .stop, "The library libcurl could not begin a conversation: there is no memory.")
        }
        multi = made
        // CURLMOPT_PIPELINING: one transfer a connection. CURLMOPT_MAXCONNECTS: as many are kept as ever run at once.
        _ = exchange_curl_set_multi(&api, multi, 3, 0)
        _ = exchange_curl_set_multi(&api, multi, 6, 32)
    }

    deinit { close() }

    /// Carries `count` transfers, at most `width` at once, begun in order. `make` prepares each (false: there is nothing to
    /// do for that one); `done` looks at how it ended: see `failure(of:)`. A fault of theirs, or a wish to stop, gives up
    /// whatever is under way.
    func carry(
        _ count: Int, width: Int, _ make: (Int, CurlTransfer) throws(Fault) -> Bool,
        done: (Int, CurlTransfer) throws(Fault) -> Void
    ) throws(Fault) {
        var next = 0
        do throws(Fault) {
            while true {
                while next < count, underWay.count < max(1, width) {
                    let transfer = try fresh()
                    next += 1
                    if try make(next - 1, transfer) { try begin(next - 1, transfer) } else { idle.append(transfer) }
                }
                if underWay.isEmpty { return }
                for errand in try turn() {
                    try done(errand.index, errand.transfer)
                    errand.transfer.letGo()
                    idle.append(errand.transfer)
                }
            }
        } catch {
            giveUp()
            throw error
        }
    }

    /// Carries one, and throws its fault.
    func carry(
        _ make: (CurlTransfer) throws(Fault) -> Void, done: (CurlTransfer) throws(Fault) -> Void = { _ in }
    ) throws(Fault) {
        try carry(1, width: 1) { _, transfer throws(Fault) in
            try make(transfer)
            return true
        } done: { _, transfer throws(Fault) in
            if let fault = failure(of: transfer) { throw fault }
            try done(transfer)
        }
    }

    /// Why a transfer did not come to a good end; nil where it did.
    func failure(of transfer: CurlTransfer) -> Fault? {
        if let fault = transfer.fault { return fault }
        guard let outcome = transfer.outcome, !outcome.isFine else { return nil }
        if let fault = trust.refusal(outcome) { return fault }
        return CurlFaults.fault(outcome, line, refused: sockets.refused)
    }

    /// Ends the conversation. FTP's goodbye is said, and not waited for. Twice does no harm.
    func close() {
        if isOver { return }
        isOver = true
        giveUp()
        idle = []
        sockets.end(both: isBroken)
        _ = library.api.multi_cleanup(multi)
    }

    /// A transfer with everything set that holds for all of them.
    private func fresh() throws(Fault) -> CurlTransfer {
        if isOver { throw Fault(.placeLost, .retry(after: 5), "The conversation with \(line.address) is over.") }
        let kept = idle.popLast()
        let transfer = if let kept { kept } else { try CurlTransfer(library) }
        try transfer.reset()
        try CurlStanding(line: line, addresses: addresses, sockets: sockets).set(transfer)
        try trust.set(transfer)
        return transfer
    }

    private func begin(_ index: Int, _ transfer: CurlTransfer) throws(Fault) {
        if underWay.isEmpty { sockets.forget() }
        guard library.api.multi_add(multi, transfer.easy) == 0 else {
            throw Fault(.curlLibrary, .stop, "The library libcurl did not take one more transfer.")
        }
        let patience = Patience(line.timeouts, address: line.address)
        underWay[transfer.easy] = Errand(index: index, transfer: transfer, patience: patience)
    }

    /// Goes on with all that is under way, and answers what came to its end, waiting a little where nothing did.
    private func turn() throws(Fault) -> [Errand] {
        try TimeLimit.look(abort, "carrying files from or to \(line.address)")
        let before = WallClock.steady()
        var running: Int32 = 0
        _ = library.api.multi_perform(multi, &running)
        var finished = ended()
        if finished.isEmpty {
            var ready: Int32 = 0
            _ = library.api.multi_poll(multi, nil, 0, pause, &ready)
            finished = wait((WallClock.steady() - before) * 1000)
        }
        return finished
    }

    /// libcurl 7.88 sleeps up to a second for each small file over FTPS if it is let: it does not always know what it waits
    /// for. Who has been silent for a while is looked at less often.
    private var pause: Int32 {
        let shortest = underWay.values.map(\.waited).min() ?? 0
        return shortest < 500 ? 2 : 20
    }

    private func ended() -> [Errand] {
        var finished: [Errand] = []
        var left: Int32 = 0
        while let message = library.api.multi_read(multi, &left) {
            // CURLMSG_DONE
            guard message.pointee.kind == 1, let easy = message.pointee.easy else { continue }
            let code = message.pointee.data.code
            guard let errand = underWay.removeValue(forKey: easy) else { continue }
            errand.transfer.end(code)
            if CurlFaults.breaksOff(code) { isBroken = true }
            _ = library.api.multi_remove(multi, easy)
            finished.append(errand)
        }
        return finished
    }

    /// Counts the wait; who keeps us waiting for too long is given up.
    private func wait(_ milliseconds: Double) -> [Errand] {
        var finished: [Errand] = []
        for (easy, var errand) in underWay {
            let moved = errand.transfer.takeMoved()
            if moved > 0 {
                errand.patience.moved(moved)
                errand.hasMoved = true
                errand.waited = 0
            }
            errand.waited += milliseconds
            // Until the first byte, connecting has its own limit, which libcurl keeps.
            let isConnecting = !errand.hasMoved && errand.waited < Double(line.timeouts.connectMilliseconds)
            do throws(Fault) { if !isConnecting { try errand.patience.waited(milliseconds) } } catch {
                errand.transfer.end(error)
                finished.append(errand)
                continue
            }
            underWay[easy] = errand
        }
        for errand in finished { remove(errand.transfer.easy) }
        return finished
    }

    private func remove(_ easy: UnsafeMutableRawPointer) {
        isBroken = true
        underWay[easy] = nil
        _ = library.api.multi_remove(multi, easy)
    }

    private func giveUp() {
        for easy in underWay.keys { remove(easy) }
    }
}
