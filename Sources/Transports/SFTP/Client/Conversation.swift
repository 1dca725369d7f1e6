import Exchange
import Machine

/// SFTP version 3 over a channel (draft-ietf-secsh-filexfer-02): many requests under way, replies in any order, reading
/// while writing. One thread.
///
/// A fault means the conversation is over: nothing that was asked and not answered is known.
final class Conversation {
    let address: String
    private(set) var server = ServerGreeting()
    let channel: any ByteChannel
    private let abort: Abort
    private let out = OutBuffer()
    private let incoming = InBuffer()
    private var requests = RequestTable()
    private var patience: Patience
    private(set) var depth: Depth
    /// The shortest time, in seconds, from a question to its answer.
    private(set) var roundTrip = Double.infinity
    /// Asked and not answered, whether sent or not.
    private(set) var inFlight = 0
    /// The lengths of requests that are built and wait until the server bears them: an item may ask several things at
    /// once.
    private var held: [Int] = []
    private var heldBytes = 0
    private let depths: DepthMemory
    private(set) var isOver = false

    /// More than this much waits for the channel: building further packets would only take memory.
    private static let sendingLimit = 512 << 10

    init(
        _ channel: any ByteChannel, address: String, timeouts: SSHAccount.Timeouts, _ visit: Visit
    ) throws(Fault) {
        self.channel = channel
        self.address = address
        abort = visit.abort
        patience = Patience(timeouts, address: address)
        depths = DepthMemory(visit.memory)
        depth = Depth(remembered: try depths.recall())
        do throws(Fault) { server = try greet() } catch {
            throw over(error)
        }
    }

    deinit { close() }

    /// Another request may be sent now.
    var hasRoom: Bool { inFlight < depth.now && out.count < Conversation.sendingLimit && !requests.isFull }

    /// Sends one request; `errand` gets the reply, with `tag`.
    func ask(
        _ errand: any Errand, _ tag: Int, _ kind: UInt8, _ build: (OutBuffer) throws(Fault) -> Void
    ) throws(Fault) {
        FaultPoint.pass("sftp.ask")
        let id = requests.add(errand, tag)
        out.begin(kind, id: id)
        do throws(Fault) { try build(out) } catch {
            out.drop()
            _ = try requests.take(id)
            throw error
        }
        let length = out.finish()
        if inFlight >= depth.now {
            held.append(length)
            heldBytes += length
        }
        inFlight += 1
    }

    /// One round: sends what goes, takes what is there, waits only if neither was anything.
    func turn() throws(Fault) {
        guard !isOver else { throw Conversation.lost(address) }
        do throws(Fault) {
            try going()
            if try exchange() { return }
            guard inFlight > 0 || out.count > 0 else { return }
            let begun = WallClock.steady()
            _ = try channel.wait(toWrite: ready > 0, milliseconds: 200)
            try patience.waited((WallClock.steady() - begun) * 1000)
        } catch {
            throw over(error)
        }
    }

    func going() throws(Fault) {
        if abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
    }

    func close() {
        guard !isOver else { return }
        isOver = true
        _ = try? depths.ended(depth)
        channel.close()
    }

    static func lost(_ address: String) -> Fault {
        Fault(
            .placeLost, .retry(after: 30), "The conversation with \(address) broke off.", context: ["address": address])
    }

    /// Bytes that may be sent now.
    private var ready: Int { out.count - heldBytes }

    /// Whether anything moved.
    private func exchange() throws(Fault) -> Bool {
        var moved = 0
        if ready > 0 {
            let put = try channel.write(UnsafeRawBufferPointer(rebasing: out.pending[..<ready]))
            out.took(put)
            moved += put
        }
        let got = try channel.read(into: incoming.room)
        incoming.filled(got)
        moved += got
        if moved == 0 { return false }
        patience.moved(moved)
        while let packet = try incoming.next() { try dispatch(packet) }
        return true
    }

    private func dispatch(_ packet: UnsafeRawBufferPointer) throws(Fault) {
        var body = PacketReader(packet)
        let kind = try body.byte()
        // By now the server has done it, and nobody here has taken note.
        FaultPoint.pass("sftp.answer")
        let (errand, tag, seconds) = try requests.take(try body.word())
        roundTrip = min(roundTrip, seconds)
        inFlight -= 1
        depth.answer()
        while !held.isEmpty, inFlight - held.count < depth.now { heldBytes -= held.removeFirst() }
        try errand.take(tag, Reply(kind: kind, body: body), self)
    }

    /// Ends the conversation after a fault.
    private func over(_ fault: Fault) -> Fault {
        guard !isOver else { return fault }
        isOver = true
        if fault.code == .placeLost { _ = try? depths.lost(depth, inFlight: inFlight - held.count) }
        channel.close()
        return fault
    }

    /// Version and extensions (section 4), before anything may be asked.
    private func greet() throws(Fault) -> ServerGreeting {
        out.begin(PacketKind.initialise)
        out.word(3)
        out.finish()
        while true {
            try going()
            if out.count > 0 { out.took(try channel.write(out.pending)) }
            let got = try channel.read(into: incoming.room)
            incoming.filled(got)
            patience.moved(got)
            if let packet = try incoming.next() { return try ServerGreeting(packet) }
            let begun = WallClock.steady()
            if got == 0 { _ = try channel.wait(toWrite: out.count > 0, milliseconds: 200) }
            try patience.waited((WallClock.steady() - begun) * 1000)
        }
    }
}
