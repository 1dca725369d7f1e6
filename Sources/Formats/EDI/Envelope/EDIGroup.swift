/// The beginning of a functional group.
package final class EDIGroup {
    /// UNG.
    package let header: EDISegment
    /// 0048.
    package let reference: String
    /// UNG, byte for byte with the line breaks behind it.
    package var raw: [UInt8] { header.storage.bytes }

    init(_ header: EDISegment) {
        self.header = header
        reference = header[5]
    }
}
