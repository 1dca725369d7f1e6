import Exchange
import Machine

/// A staged file in memory, lent in chunks of a size the test chooses.
package final class GivenFile: StagedFile {
    package let name: String
    package let bytes: [UInt8]
    package let digest: ContentDigest
    private let chunk: Int
    /// Called before each chunk is lent, with the number of the first byte in it.
    private let before: (Int) throws(Fault) -> Void

    package init(
        _ name: String, _ bytes: [UInt8], chunk: Int = 64 << 10,
        before: @escaping (Int) throws(Fault) -> Void = { _ in }
    ) {
        self.name = name
        self.bytes = bytes
        self.chunk = chunk
        self.before = before
        digest = SHA256.digest(of: bytes)
    }

    package convenience init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

    package var size: Int { bytes.count }

    package func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) {
        var at = 0
        while at < bytes.count {
            try before(at)
            let piece = Array(bytes[at..<min(at + chunk, bytes.count)])
            let demand = try piece.withUnsafeBufferPointer { piece throws(Fault) in
                try body(UnsafeRawBufferPointer(piece).bytes)
            }
            if demand == .enough { return }
            at += piece.count
        }
    }
}
