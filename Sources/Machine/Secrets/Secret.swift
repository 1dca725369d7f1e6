import Exchange

/// Bytes that nobody may find in a log, a report, an error or a dump: it cannot be printed, encoded or compared, and its
/// memory is zeroed when it goes.
package final class Secret: CustomStringConvertible, CustomReflectable {
    private let bytes: SecretBytes

    /// Takes a copy; the caller's own bytes are the caller's to erase.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = SecretBytes(bytes.count)
        self.bytes.raw.copyMemory(from: bytes)
    }

    package var description: String { "a secret" }
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .class) }

    package var count: Int { bytes.raw.count }

    /// Lends the bytes; they must not outlive the call.
    package func lend<Answer>(
        _ body: (UnsafeRawBufferPointer) throws(Fault) -> Answer
    ) throws(Fault) -> Answer {
        try body(UnsafeRawBufferPointer(bytes.raw))
    }
}
