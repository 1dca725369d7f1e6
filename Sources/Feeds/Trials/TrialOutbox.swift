import Exchange

/// Takes everything and keeps nothing: for opinions about a file, which convert it and send nothing.
final class TrialOutbox: Outbox {
    private final class Nowhere: ByteSink {
        private(set) var count = 0
        func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) { count += bytes.count }
        func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {}
    }

    var mayHoldSeveral: Bool { true }
    func pass(_ arrival: Int) throws(Fault) {}
    func open(_ role: OutputRole, suffix: String, from source: String?, part: String?) throws(Fault) -> any ByteSink {
        Nowhere()
    }
    func finish(_ sink: any ByteSink) throws(Fault) {}
    func name(of sink: any ByteSink) -> String { "output" }
    func spool() throws(Fault) -> any Spool { MemorySpool() }
}
