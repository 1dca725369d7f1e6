/// A message in raw memory, lent for a call: for passes over every value that can afford neither a string nor a call for
/// each.
package struct EDICells {
    package let bytes: UnsafeBufferPointer<UInt8>
    package let pieces: UnsafeBufferPointer<EDIPiece>
    /// The segments, from UNH.
    package let entries: UnsafeBufferPointer<EDIContent.Entry>
}

extension EDIMessage {
    /// Lends the message in raw memory.
    package func withCells<R>(_ body: (EDICells) -> R) -> R {
        storage.bytes.withUnsafeBufferPointer { bytes in
            storage.pieces.withUnsafeBufferPointer { pieces in
                storage.entries.withUnsafeBufferPointer { entries in
                    body(EDICells(bytes: bytes, pieces: pieces, entries: entries))
                }
            }
        }
    }
}
