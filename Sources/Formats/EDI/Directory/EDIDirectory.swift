/// The directory this program knows: UN/EDIFACT D.96A for the messages of the library trade, and the service segments. Read
/// from its text when first asked for.
///
/// The additions of EDItEUR to D.96A (agency 28) are codes and qualifiers in elements that are there already, so that its
/// messages have the structure of the standard's.
enum EDIDirectory {
    static let segments: [EDISegmentSpec] = {
        var lines: [[Substring]] = []
        for line in EDISegmentsD96A.all.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.first == " " { lines[lines.count - 1] += words } else { lines.append(words) }
        }
        return lines.map { EDISegmentSpec($0) }
    }()

    /// For each slot of a tag, which segment it may be, from 1; 0 for none.
    static let slots: [UInt8] = {
        var table = [UInt8](repeating: 0, count: EDITag.slots)
        for (index, segment) in segments.enumerated() { table[segment.tag.slot] = UInt8(index + 1) }
        return table
    }()

    static let messages: [String: EDIMessageSpec] = Dictionary(
        uniqueKeysWithValues: EDIMessagesD96A.all.map { ($0.type, EDIMessageSpec($0.type, $0.structure)) })

    /// Which of `segments` has the tag; nil for a tag that no message here has.
    static func index(of tag: EDITag) -> Int? {
        let index = Int(slots[tag.slot]) - 1
        return index >= 0 && segments[index].tag == tag ? index : nil
    }

    /// The structure of a message; nil where it is not known.
    static func message(_ type: EDIMessageType) -> EDIMessageSpec? {
        type.version == "D" && type.release == "96A" && type.agency == "UN" ? messages[type.name] : nil
    }

    /// Whether a message without its envelope begins here: a known tag, and the usual separator.
    static func beginsBody(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard at + 4 < bytes.count, bytes[at + 3] == EDISeparators.usual.element else { return false }
        let tag = EDITag(UnsafeBufferPointer(rebasing: bytes[at..<at + 3]))
        return bytes[at..<at + 2].elementsEqual("UN".utf8) ? false : index(of: tag) != nil
    }
}
