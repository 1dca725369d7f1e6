/// The end of a group or an interchange.
package struct EDIEnding {
    /// UNE or UNZ; nil where there is none, and something else ended it.
    package let trailer: EDISegment?
    /// Messages inside, as they were counted.
    package let messages: Int
    /// Groups inside, as they were counted; 0 for a group.
    package let groups: Int

    /// The trailer, byte for byte with the line breaks behind it.
    package var raw: [UInt8] { trailer?.storage.bytes ?? [] }
}
