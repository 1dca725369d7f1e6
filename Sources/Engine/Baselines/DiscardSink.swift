import Exchange

/// Takes bytes and keeps none: for the load of a run that never becomes the last delivered one.
final class DiscardSink: ByteSink {
    private(set) var count = 0
    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) { count += bytes.count }
    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {}
}
