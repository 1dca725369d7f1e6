import Exchange
import Formats

/// One user on the way: the values of the layout's slots as UTF-8, in one buffer used again for each user. A blank
/// value is an empty range; what lies between the ranges is of no meaning.
struct UserRecord {
    /// Bytes behind the last value that the writer may read, because it copies in blocks.
    static let slack = 32

    var bytes: [UInt8] = []
    var ranges: [Range<Int>]
    /// False when a value could not be mapped, which was reported. The rules still look at the rest, so that a person
    /// who corrects the record hears of everything at once.
    var isSound = true

    /// What a look at the whole row told about all its values; nothing, until the mapping has looked.
    var glance = XMLText.Glance(isLegal: false, isPlain: false)

    init(slots: Int) { ranges = [Range<Int>](repeating: 0..<0, count: slots) }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        isSound = true
    }

    func isBlank(_ slot: Int) -> Bool { ranges[slot].isEmpty }
}
