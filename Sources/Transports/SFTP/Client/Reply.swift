import Exchange

/// One packet from the server that answers a request of ours. Its bytes are gone with the next turn.
struct Reply {
    let kind: UInt8
    var body: PacketReader

    /// The status; any other kind of packet is nonsense here.
    mutating func status() throws(Fault) -> ServerStatus {
        guard kind == PacketKind.status else { throw unexpected() }
        return try body.status()
    }

    func unexpected() -> Fault {
        Fault(
            .placeProtocol, .stop, "The server answered with a packet of kind \(kind), which does not fit the request.")
    }
}
