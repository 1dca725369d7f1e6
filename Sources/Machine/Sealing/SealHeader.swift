import CCrypto
import Exchange

/// How a sealed file begins, 48 bytes: `exseal` and a zero, the version (1), the key's id (8), a salt (32) of the
/// file's own. Every byte of it goes into the file's key, so a changed header opens nothing.
struct SealHeader {
    static let length = 48
    private static let magic = Array("exseal\0".utf8)
    private static let version: UInt8 = 1

    let bytes: [UInt8]

    /// For a new file.
    init(for key: SealKey) {
        var salt = [UInt8](repeating: 0, count: 32)
        precondition(RAND_bytes(&salt, 32) == 1, "OpenSSL has no random numbers")
        bytes = SealHeader.magic + [SealHeader.version] + key.id + salt
    }

    /// Of a file that is there: `seal.damaged`, `seal.newer`, `seal.other`.
    init(_ bytes: [UInt8], of path: String, key: SealKey) throws(Fault) {
        guard bytes.count == SealHeader.length, bytes.starts(with: SealHeader.magic) else {
            throw Fault(.sealDamaged, .stop, "\(path) is no sealed file of this program.", context: ["path": path])
        }
        guard bytes[7] == SealHeader.version else {
            throw Fault(
                .sealNewer, .stop, "\(path) is sealed in a way this version does not know.", context: ["path": path])
        }
        guard bytes[8..<16].elementsEqual(key.id) else {
            throw Fault(.sealOther, .stop, "\(path) was sealed with another key.", context: ["path": path])
        }
        self.bytes = bytes
    }
}
