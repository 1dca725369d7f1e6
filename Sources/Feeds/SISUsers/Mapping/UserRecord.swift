import Formats

/// A user on its way: the value of each slot as UTF-8, in one buffer used again for each user. A blank
/// value is an empty range; what lies between the ranges is of no meaning.
struct UserRecord {
    /// Bytes behind the last value that the writer may read, because it copies in blocks.
    static let slack = 32

    var bytes: [UInt8] = []
    var ranges: [Range<Int>]
    /// False when a value could not be mapped, which was reported. The rules still look at the rest, so that a person
    /// who corrects the record hears of everything at once.
    var isSound = true
    /// False when the primary id is what could not be mapped: nobody can tell who this is.
    var isNamed = true
    /// Where several rows of a person are told apart by weight: which kind of row this is.
    var kind = 0
    /// Which match point it must have.
    var population = 0

    /// What a look at the whole row told about all its values; nothing, until the mapping has looked.
    var glance = XMLText.Glance(isLegal: false, isPlain: false)

    init(slots: Int) { ranges = [Range<Int>](repeating: 0..<0, count: slots) }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        isSound = true
        isNamed = true
    }

    func isBlank(_ slot: Int) -> Bool { ranges[slot].isEmpty }

    /// Whether the mapping could make nothing of the value and has said so: there is nothing to add.
    func isSpoilt(_ slot: Int) -> Bool { !isSound && ranges[slot].count == 1 && bytes[ranges[slot].lowerBound] == 0x3F }

    /// Lends one value.
    @inline(__always)
    func with<Answer>(_ slot: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        let range = ranges[slot]
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Lends a stretch of the bytes.
    @inline(__always)
    func with<Answer>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// For people, and for what happens rarely.
    func text(_ slot: Int) -> String { with(slot) { String(decoding: $0, as: UTF8.self) } }

    /// Lends the buffer and the ranges, to be set.
    mutating func spread(
        _ body: (UnsafePointer<UInt8>, UnsafeMutableBufferPointer<Range<Int>>) -> Bool
    ) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return false }
            return ranges.withUnsafeMutableBufferPointer { body(base, $0) }
        }
    }

    /// Puts a value behind the others and lets the slot have it; only before the slack is there, or after `reopen`.
    mutating func put(_ value: some Sequence<UInt8>, in slot: Int) {
        let start = bytes.count
        bytes.append(contentsOf: value)
        ranges[slot] = start..<bytes.count
    }

    /// The bytes that a writer may read behind the last value, and what a look over all of it tells.
    mutating func close() {
        glance = bytes.withUnsafeBufferPointer { XMLText.glance(utf8: $0) }
        bytes.append(contentsOf: repeatElement(0x20, count: UserRecord.slack))
    }
}
