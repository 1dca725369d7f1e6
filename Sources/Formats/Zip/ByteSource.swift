import Exchange

/// Bytes that can be read from any place: what a zip file's directory, which stands at its end, asks for.
package protocol ByteSource: AnyObject {
    var size: Int { get }
    /// Fills the start of `buffer` from `offset` on; returns how many bytes, 0 only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int
}
