/// A message to be written: what stands between its UNH and its UNT.
package struct EDIDraft: Hashable, Sendable {
    package var type: EDIMessageType
    /// 0062, of its own within the interchange.
    package var reference: String
    package var segments: [EDIPlainSegment]

    package init(_ type: EDIMessageType, reference: String, _ segments: [EDIPlainSegment]) {
        self.type = type
        self.reference = reference
        self.segments = segments
    }

    /// What a message that was read says, to be changed; nil for one that is not whole.
    package init?(_ message: EDIMessage) {
        guard message.isWhole, let type = message.type else { return nil }
        self.init(type, reference: message.reference, message.dropFirst().dropLast().map(\.plain))
    }

    var header: EDIPlainSegment {
        EDIPlainSegment(
            "UNH", [[reference], [type.name, type.version, type.release, type.agency, type.association]]
        ).trimmed
    }
}
