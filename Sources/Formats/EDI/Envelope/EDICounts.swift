/// What a file had, as far as it was read.
package struct EDICounts: Hashable, Sendable {
    package var interchanges = 0
    package var groups = 0
    package var messages = 0
    /// Every segment, those of envelopes, too; not UNA.
    package var segments = 0
    /// Bytes that belong to no segment and no UNA.
    package var stray = 0
    /// Bytes of segments that stand outside of every message.
    package var lost = 0

    package init() {}
}
