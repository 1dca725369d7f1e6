import Exchange

/// An open stream of bytes to an SFTP subsystem and back: what the SFTP client stands on. Used from one thread.
///
/// Nothing here waits but `wait`. Faults: `place.lost` where the other side is gone, `place.aborted` where somebody asked
/// to stop, and those of `sftp.…` that a channel raises while it opens. After a fault the channel is of no use.
protocol ByteChannel: AnyObject {
    /// Takes as many of the bytes as it can at once; 0 where it can take none now.
    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int

    /// Fills as much of the buffer as is there; 0 where nothing is there now. The end of the stream is `place.lost`.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int

    /// Waits until there may be something to read (or, if asked, room to write), at most so long. False: nothing happened.
    func wait(toWrite: Bool, milliseconds: Int) throws(Fault) -> Bool

    /// Ends it. Twice does no harm.
    func close()

    /// `openssh` or `libssh2`, the host key, the algorithms agreed on, the server's banner …
    var facts: [PlaceFact] { get }
    /// As `Session.remarks`.
    var remarks: [String] { get }
}
