/// A connection that stands, and the address it really leads to.
struct Dialled {
    let socket: Socket
    let address: HostAddress
}
