import Exchange
import Machine

/// A few bytes as a file to be stored.
final class SmallFile: StagedFile {
    let name: String
    let digest: ContentDigest
    private let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        digest = SHA256.digest(of: bytes)
    }

    var size: Int { bytes.count }

    func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) {
        if bytes.isEmpty { return }
        // `withUnsafeBytes` rethrows any error type; the fault is carried round it.
        var fault: Fault?
        bytes.withUnsafeBytes { buffer in
            do throws(Fault) { _ = try body(buffer.bytes) } catch { fault = error }
        }
        if let fault { throw fault }
    }
}
