import Exchange

/// What a server tells of a file (section 5). Any part may be missing.
struct Attributes: Hashable {
    var size: Int?
    var permissions: UInt32?
    /// Whole seconds: version 3 has no finer ones.
    var modified: Int?

    static let sizeFlag: UInt32 = 1
    static let ownerFlag: UInt32 = 2
    static let permissionsFlag: UInt32 = 4
    static let timesFlag: UInt32 = 8
    static let extendedFlag: UInt32 = 0x8000_0000

    init() {}

    init(_ packet: inout PacketReader) throws(Fault) {
        let flags = try packet.word()
        if flags & Attributes.sizeFlag != 0 { size = try packet.length() }
        if flags & Attributes.ownerFlag != 0 { _ = try packet.long() }
        if flags & Attributes.permissionsFlag != 0 { permissions = try packet.word() }
        if flags & Attributes.timesFlag != 0 {
            _ = try packet.word()
            modified = Int(try packet.word())
        }
        guard flags & Attributes.extendedFlag != 0 else { return }
        let count = try packet.word()
        guard count <= 64 else { throw packet.nonsense("\(count) extended attributes") }
        for _ in 0..<count {
            _ = try packet.string()
            _ = try packet.string()
        }
    }

    /// Nil where the server does not say what it is.
    var kind: Entry.Kind? {
        guard let permissions, permissions & 0o170000 != 0 else { return nil }
        return switch permissions & 0o170000 {
        case 0o100000: .file
        case 0o040000: .folder
        case 0o120000: .link
        default: .special
        }
    }

    /// `longName` is a line as `ls -l` has it, where there is one. What nothing tells apart counts as a file: a verb that
    /// opens it will see.
    func entry(_ name: String, longName: UInt8? = nil, isLink: Bool = false) -> Entry {
        Entry(
            name: name, kind: isLink ? .link : kind ?? Attributes.kind(longName), size: size ?? 0,
            modified: Moment(seconds: modified ?? 0))
    }

    private static func kind(_ letter: UInt8?) -> Entry.Kind {
        switch letter.map(UnicodeScalar.init) {
        case "d": .folder
        case "l": .link
        case "p", "s", "c", "b": .special
        default: .file
        }
    }
}
