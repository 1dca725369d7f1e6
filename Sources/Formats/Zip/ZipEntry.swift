/// One file in a zip.
package struct ZipEntry: Hashable, Sendable {
    package let name: String
    /// CRC-32 of the bytes before packing.
    package internal(set) var crc: UInt32 = 0
    /// Bytes before packing.
    package internal(set) var size = 0
    /// Bytes after packing.
    package internal(set) var packed = 0
    /// Where the local header starts in the zip file.
    package let offset: Int
    /// Date and time as MS-DOS packs them (APPNOTE 4.4.6): the date in the upper half.
    package internal(set) var stamp: UInt32 = 0
}
