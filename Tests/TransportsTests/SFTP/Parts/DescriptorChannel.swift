import Exchange
import Glibc
import ServerKit

@testable import Transports

/// The misbehaving server at the other end of its socket pair, as a channel.
final class DescriptorChannel: ByteChannel {
    private let pipe: MisbehavingPipe
    private var isClosed = false
    let facts = [PlaceFact("channel", "pipe")]
    let remarks: [String] = []

    init(_ pipe: MisbehavingPipe) {
        self.pipe = pipe
        _ = fcntl(pipe.descriptor, F_SETFL, O_NONBLOCK)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int {
        let put = send(pipe.descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        if put < 0, errno == EAGAIN { return 0 }
        guard put >= 0 else { throw Conversation.lost("the server") }
        return put
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        let got = Glibc.read(pipe.descriptor, buffer.baseAddress, buffer.count)
        if got < 0, errno == EAGAIN { return 0 }
        guard got > 0 else { throw Conversation.lost("the server") }
        return got
    }

    func wait(toWrite: Bool, milliseconds: Int) throws(Fault) -> Bool {
        var polls = pollfd(fd: pipe.descriptor, events: Int16(POLLIN | (toWrite ? POLLOUT : 0)), revents: 0)
        return poll(&polls, 1, Int32(milliseconds)) > 0
    }

    /// The stream ends; the object keeps the descriptor.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        shutdown(pipe.descriptor, Int32(SHUT_RDWR))
    }
}
