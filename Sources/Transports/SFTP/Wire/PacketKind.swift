/// Packet types of SFTP version 3 (draft-ietf-secsh-filexfer-02, section 3).
enum PacketKind {
    static let initialise: UInt8 = 1
    static let version: UInt8 = 2
    static let open: UInt8 = 3
    static let close: UInt8 = 4
    static let read: UInt8 = 5
    static let write: UInt8 = 6
    static let lookAtLink: UInt8 = 7
    static let lookAtHandle: UInt8 = 8
    static let setOnHandle: UInt8 = 10
    static let openFolder: UInt8 = 11
    static let readFolder: UInt8 = 12
    static let remove: UInt8 = 13
    static let realPath: UInt8 = 16
    static let look: UInt8 = 17
    static let rename: UInt8 = 18
    static let status: UInt8 = 101
    static let handle: UInt8 = 102
    static let data: UInt8 = 103
    static let name: UInt8 = 104
    static let attributes: UInt8 = 105
    static let extended: UInt8 = 200
    static let extendedReply: UInt8 = 201
}

/// How a file is opened (section 6.3).
enum OpenMode {
    static let read: UInt32 = 0x01
    static let write: UInt32 = 0x02
    static let create: UInt32 = 0x08
    static let exclusively: UInt32 = 0x20
}
