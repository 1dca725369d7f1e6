/// The directory this program knows: UN/EDIFACT D.96A for the messages of the library trade, and the service segments. Read
/// from its text when first asked for.
///
/// The additions of EDItEUR to D.96A (agency 28) are codes and qualifiers in elements that are there already, so that its
/// messages have the structure of the standard's.
enum EDIDirectory {
    static let segments = EDISegmentTable(EDISegmentsD96A.all)

    static let messages: [String: EDIMessageSpec] = Dictionary(
        uniqueKeysWithValues: EDIMessagesD96A.all.map { ($0.type, EDIMessageSpec($0.type, $0.structure)) })

    /// The structure of a message; nil where it is not known.
    static func message(_ type: EDIMessageType) -> EDIMessageSpec? {
        type.version == "D" && type.release == "96A" && type.agency == "UN" ? messages[type.name] : nil
    }

    /// Whether a message without its envelope begins here: a known tag, and the usual separator.
    static func beginsBody(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard at + 4 < bytes.count, bytes[at + 3] == EDISeparators.usual.element else { return false }
        let tag = EDITag(UnsafeBufferPointer(rebasing: bytes[at..<at + 3]))
        return !EDIOpening.has("UN", bytes, at) && segments.index(of: tag) != nil
    }
}
