/// How much a zip file from elsewhere may hold before it is taken for a bomb.
package struct ZipBounds: Hashable, Sendable {
    package var entries: Int
    /// Unpacked bytes of all entries.
    package var bytes: Int
    /// Unpacked bytes for each byte of the zip file, once more than 1 MiB has been unpacked.
    package var ratio: Int

    package init(entries: Int = 10_000, bytes: Int = 16 << 30, ratio: Int = 100) {
        self.entries = entries
        self.bytes = bytes
        self.ratio = ratio
    }

    package static let standard = ZipBounds()
}
