/// The largest values that go into a zip's short fields; what is larger goes into the zip64 ones (APPNOTE 4.4.1.4).
package struct ZipLimits: Hashable, Sendable {
    package let size: Int
    package let entries: Int

    package init(size: Int, entries: Int) {
        self.size = min(size, 0xFFFF_FFFE)
        self.entries = min(entries, 0xFFFE)
    }

    package static let standard = ZipLimits(size: 0xFFFF_FFFE, entries: 0xFFFE)
}
