import Exchange

@testable import Transports

/// A channel on which nothing comes.
final class FakeChannel: ByteChannel {
    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int { bytes.count }
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int { 0 }
    func wait(toWrite: Bool, milliseconds: Int) throws(Fault) -> Bool { false }
    func close() {}
    var facts: [PlaceFact] { [] }
    var remarks: [String] { [] }
}
