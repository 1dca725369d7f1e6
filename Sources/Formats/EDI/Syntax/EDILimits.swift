/// How large things may be before a file is refused: memory is bounded by these, whatever comes.
package struct EDILimits: Hashable, Sendable {
    /// Bytes of a segment.
    package var segment: Int
    /// Bytes of a message.
    package var message: Int
    /// Bytes before the first UNA or UNB that may be something else.
    package var preamble: Int
    /// References of one interchange that are held against each other.
    package var references: Int

    package init(
        segment: Int = 1 << 20, message: Int = 32 << 20, preamble: Int = 64 << 10, references: Int = 1 << 20
    ) {
        self.segment = min(segment, EDIPiece.largest)
        self.message = min(message, EDIPiece.largest)
        self.preamble = preamble
        self.references = references
    }
}
