import Exchange

/// Keeps what a feed makes, and sees that the contract of outboxes is kept.
final class MemoryOutbox: Outbox {
    final class Output: ByteSink {
        let role: OutputRole
        let suffix: String
        let source: String?
        let part: String?
        private(set) var bytes: [UInt8] = []
        fileprivate(set) var isFinished = false

        init(_ role: OutputRole, _ suffix: String, _ source: String?, _ part: String?) {
            self.part = part
            self.role = role
            self.suffix = suffix
            self.source = source
        }

        var count: Int { bytes.count }
        func write(_ more: UnsafeRawBufferPointer) throws(Fault) {
            precondition(!isFinished, "a finished output is not written to")
            bytes += more
        }
        func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
            self.bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        }
    }

    private(set) var outputs: [Output] = []

    func open(_ role: OutputRole, suffix: String, from source: String?, part: String?) throws(Fault) -> any ByteSink {
        precondition(
            role == .delivery || outputs.allSatisfy { $0.role != role || $0.isFinished },
            "the one before is finished first")
        let output = Output(role, suffix, source, part)
        outputs.append(output)
        return output
    }

    private(set) var passed: [Int] = []
    func pass(_ arrival: Int) throws(Fault) { passed.append(arrival) }

    func finish(_ sink: any ByteSink) throws(Fault) { (sink as? Output)?.isFinished = true }

    func name(of sink: any ByteSink) -> String { "users_7.\((sink as? Output)?.suffix ?? "")" }

    var mayHoldSeveral = true
    func spool() throws(Fault) -> any Spool { MemorySpool() }

    func bytes(_ role: OutputRole) -> [[UInt8]] { outputs.filter { $0.role == role }.map(\.bytes) }
}

/// Remembers nothing.
final class EmptyNotebook: Notebook {
    func entry(_ key: String) throws(Fault) -> String? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int { 1 }
    func baseline() throws(Fault) -> Baseline? { nil }
}
