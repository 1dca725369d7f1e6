import Exchange

/// Takes everything and keeps nothing: an opinion about a file makes no file.
final class NowhereOutbox: Outbox {
    private final class Nothing: ByteSink {
        private(set) var count = 0
        func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) { count += bytes.count }
        func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {}
    }

    func pass(_ arrival: Int) throws(Fault) {}
    func open(_ role: OutputRole, suffix: String, from source: String?, part: String?) throws(Fault) -> any ByteSink {
        Nothing()
    }
    func finish(_ sink: any ByteSink) throws(Fault) {}
    func name(of sink: any ByteSink) -> String { "output" }
    var mayHoldSeveral: Bool { true }
    func spool() throws(Fault) -> any Spool { MemorySpool() }
}
