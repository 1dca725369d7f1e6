import Exchange

/// What the spool knows of one row beside its values; 32 bytes.
struct UserHead: Sendable {
    static let size = 32

    /// Where the row stands in its source file, to be read from there again.
    var byte = 0
    var length: UInt32 = 0
    var line: UInt32 = 0
    var record: UInt32 = 0
    /// Which of the arrivals, from 0.
    var file: UInt16 = 0
    /// The row's kind where several rows of one person are told apart by weight: an index into the weights.
    var kind: UInt16 = 0
    /// The size of what follows: the values of the layout's slots.
    var body: UInt32 = 0
    var flags: Flags = []
    /// Which match point the user must have.
    var population: UInt8 = 0

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// Nothing in the values needs escaping in XML.
        static let plain = Flags(rawValue: 1)
    }

    init() {}

    init(_ position: Position, length: Int, file: Int) {
        byte = position.byte
        self.length = UInt32(clamping: length)
        line = UInt32(clamping: position.line)
        record = UInt32(clamping: position.record)
        self.file = UInt16(clamping: file)
    }

    /// In the file it came from; `name` is that file's.
    func position(in name: String?) -> Position {
        var position = Position(record: Int(record), byte: byte, line: Int(line))
        position.file = name
        return position
    }

    func write(to place: UnsafeMutableRawPointer) {
        place.storeBytes(of: byte, as: Int.self)
        place.storeBytes(of: length, toByteOffset: 8, as: UInt32.self)
        place.storeBytes(of: line, toByteOffset: 12, as: UInt32.self)
        place.storeBytes(of: record, toByteOffset: 16, as: UInt32.self)
        place.storeBytes(of: file, toByteOffset: 20, as: UInt16.self)
        place.storeBytes(of: kind, toByteOffset: 22, as: UInt16.self)
        place.storeBytes(of: body, toByteOffset: 24, as: UInt32.self)
        place.storeBytes(of: UInt32(flags.rawValue) | UInt32(population) << 8, toByteOffset: 28, as: UInt32.self)
    }

    init(at place: UnsafeRawPointer) {
        byte = place.loadUnaligned(as: Int.self)
        length = place.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        line = place.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
        record = place.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
        file = place.loadUnaligned(fromByteOffset: 20, as: UInt16.self)
        kind = place.loadUnaligned(fromByteOffset: 22, as: UInt16.self)
        body = place.loadUnaligned(fromByteOffset: 24, as: UInt32.self)
        flags = Flags(rawValue: place.loadUnaligned(fromByteOffset: 28, as: UInt8.self))
        population = place.loadUnaligned(fromByteOffset: 29, as: UInt8.self)
    }
}
