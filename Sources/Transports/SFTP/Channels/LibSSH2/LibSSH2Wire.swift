import Exchange

/// The bytes between libssh2 and the socket.
///
/// libssh2 must not be stopped in the middle of a packet: it then wants to be called again with exactly the same bytes,
/// while its own replies to the server get lost. So everything it sends is taken at once into a buffer, which the channel
/// keeps small by not giving it more. And it is given no more to read than somebody asked for, so that what it has
/// decrypted cannot pile up. It never sees the end of the stream either: it would throw away what came before.
final class LibSSH2Wire {
    private let socket: Socket
    private let incoming = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 64)
    private var start = 0
    private var end = 0
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var isClosing = false

    /// How many bytes libssh2 may still take from the server before it must come back to us.
    var allowance = 0
    /// How many bytes came so far.
    private(set) var received = 0
    /// The first of them: the greeting and the server's offer, before anything is encrypted.
    private(set) var opening: [UInt8] = []
    /// Nothing more will come or go: 0 for an orderly end, else the system's error number.
    private(set) var ending: Int32?

    /// Replies nobody asked for may wait so long: a server that provokes more is hostile.
    private static let outgoingLimit = 16 << 20
    private static let openingLimit = 64 << 10

    init(_ socket: Socket) { self.socket = socket }

    deinit { incoming.deallocate() }

    var descriptor: Int32 { socket.descriptor }
    var outgoingCount: Int { outgoing.count - sent }
    var hasIncoming: Bool { end > start }
    /// The stream has ended, and everything that came was handed over.
    var isSpent: Bool { ending != nil && !hasIncoming }

    /// libssh2 wants bytes: how many it got, or a negative error number.
    func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        if isClosing { return 0 }
        if start == end && allowance > 0 { refill() }
        let count = min(end - start, allowance, buffer.count)
        guard count > 0 else { return Socket.notNow }
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: incoming[start..<start + count]))
        start += count
        allowance -= count
        return count
    }

    private func refill() {
        guard ending == nil else { return }
        let got = socket.receive(into: incoming)
        guard got > 0 else {
            if !Socket.isPatience(got) { ending = Int32(-got) }
            return
        }
        (start, end) = (0, got)
        received += got
        if opening.count < LibSSH2Wire.openingLimit { opening.append(contentsOf: incoming[..<got]) }
    }

    /// libssh2 sends: all of it is taken.
    func give(_ bytes: UnsafeRawBufferPointer) -> Int {
        if isClosing || ending != nil { return bytes.count }
        outgoing.append(contentsOf: bytes)
        if outgoingCount > LibSSH2Wire.outgoingLimit { drop() }
        return bytes.count
    }

    private func drop() {
        ending = 0
        outgoing = []
        sent = 0
    }

    /// Sends what the kernel takes now.
    func flush() {
        while outgoingCount > 0, ending == nil {
            let put = outgoing.withUnsafeBytes { socket.send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            guard put > 0 else {
                if !Socket.isPatience(put) { fail(Int32(-put)) }
                break
            }
            sent += put
        }
        guard sent > 0 else { return }
        if sent == outgoing.count {
            outgoing.removeAll(keepingCapacity: true)
        } else if sent > 128 << 10 {
            outgoing.removeFirst(sent)
        } else {
            return
        }
        sent = 0
    }

    /// What the server said before it hung up may still be there to read, and says more than a broken pipe.
    private func fail(_ number: Int32) {
        if !hasIncoming { refill() }
        if ending == nil && !hasIncoming { ending = number }
        outgoing = []
        sent = 0
    }

    /// Waits until something comes, or what waits to go can go.
    func wait(milliseconds: Int) -> (canRead: Bool, canWrite: Bool) {
        socket.wait(toWrite: outgoingCount > 0, milliseconds: milliseconds)
    }

    /// From here on libssh2 can send without effect, and hears that the server is gone: it frees everything at once.
    func shut() {
        flush()
        isClosing = true
        outgoing = []
        sent = 0
    }
}
