import Exchange

/// What the server said first: version 3, and what it can do beyond it.
struct ServerGreeting {
    /// Extensions by name, with their versions.
    private(set) var extensions: [String: String] = [:]

    init() {}

    init(_ packet: UnsafeRawBufferPointer) throws(Fault) {
        var body = PacketReader(packet)
        let kind = try body.byte()
        guard kind == PacketKind.version else {
            throw Fault(.placeProtocol, .stop, "The server began with a packet of kind \(kind) instead of its version.")
        }
        let version = try body.word()
        guard version == 3 else {
            throw Fault(.placeProtocol, .stop, "The server speaks version \(version) of SFTP; asked for was version 3.")
        }
        while !body.isAtEnd, extensions.count < 100 {
            let name = try body.text(atMost: 1000)
            extensions[name] = try body.text(atMost: 4000)
        }
    }

    func has(_ name: String) -> Bool { extensions[name] != nil }

    /// OpenSSH's own server of 2019 or later: its plain rename refuses an existing target, and its look at a link does not
    /// follow it. ProFTPD has all its extensions but this one, and does neither.
    var isOpenSSH: Bool { has("lsetstat@openssh.com") && has(ServerGreeting.hardLink) }

    static let posixRename = "posix-rename@openssh.com"
    static let flush = "fsync@openssh.com"
    static let space = "statvfs@openssh.com"
    static let limits = "limits@openssh.com"
    static let hardLink = "hardlink@openssh.com"
}
