/// A segment as it stands in the file, lent for a call.
struct EDICut {
    /// Every byte of it, with the padding behind it.
    let bytes: UnsafeBufferPointer<UInt8>
    let pieces: UnsafeBufferPointer<EDIPiece>
    let tag: EDITag
    /// Where it starts in the file.
    let start: Int
    /// The line it starts on, from 1.
    let line: Int
    /// Bytes up to and with the terminator.
    let content: Int
    let marks: EDIMarks
    /// False where the file ends before its terminator.
    let isClosed: Bool

    /// The position of a byte of it.
    func place(_ offset: Int) -> (byte: Int, line: Int) {
        let breaks = bytes.prefix(max(0, offset)).reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
        return (start + offset, line + breaks)
    }
}
