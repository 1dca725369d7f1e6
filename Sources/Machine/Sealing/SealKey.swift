import CCrypto
import Exchange

/// The key to an institution's sealed files: 32 bytes that nobody is shown. They are in memory once, and zeroed when
/// the key goes.
package final class SealKey: CustomStringConvertible {
    static let length = 32
    private let bytes: SecretBytes
    /// Which key it is, as sealed files name it; 8 bytes that say nothing of the key itself.
    let id: [UInt8]

    /// From 32 bytes.
    private init(_ bytes: SecretBytes) {
        self.bytes = bytes
        id = Array(SealKey.derived(bytes, for: Array("exchange key id".utf8)).prefix(8))
    }

    package var description: String { "a key" }

    /// HMAC-SHA-256 (RFC 2104) of `purpose` under this key: 32 bytes that serve one purpose.
    func derive(_ purpose: [UInt8]) -> [UInt8] { SealKey.derived(bytes, for: purpose) }

    private static func derived(_ key: SecretBytes, for purpose: [UInt8]) -> [UInt8] {
        var made = [UInt8](repeating: 0, count: 32)
        let done = exchange_hmac_sha256(key.raw.baseAddress, Int32(key.raw.count), purpose, purpose.count, &made)
        precondition(done == 1, "OpenSSL has no HMAC")
        return made
    }

    /// The key an operator keeps in a file of their own: 32 bytes, or 64 hexadecimal digits. Anything else, or a file
    /// that others may read, is `seal.key`.
    package static func read(_ path: String) throws(Fault) -> SealKey {
        do throws(Fault) { return try key(in: Folder.openAnywhere(path)) } catch {
            throw error.code == .sealKey ? error : unusable(path, error.message)
        }
    }

    /// The key in the institution's state folder, made there at first use (`key`, mode 0600, on the disk).
    package static func own(in folder: Folder) throws(Fault) -> SealKey {
        if try folder.look("key") == nil { try make(in: folder) }
        return try key(in: folder.open("key"))
    }

    /// Appears whole or not at all; where another process was faster, its key stands.
    private static func make(in folder: Folder) throws(Fault) {
        let draft = "key.new-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        let fresh = SecretBytes(length)
        precondition(RAND_priv_bytes(fresh.raw.baseAddress, Int32(length)) == 1, "OpenSSL has no random numbers")
        let file = try folder.create(draft)
        do throws(Fault) {
            try file.append(UnsafeRawBufferPointer(fresh.raw))
            try file.sync()
            FaultPoint.pass("seal.key")
            try folder.rename(draft, to: "key", replacing: false)
        } catch {
            _ = try? folder.remove(draft)
            guard error.code == .machineExists else { throw error }
        }
    }

    private static func key(in file: OpenFile) throws(Fault) -> SealKey {
        guard try file.attributes().mode & 0o077 == 0 else {
            throw unusable(file.path, "others than its owner may read or write it.")
        }
        // One byte more than the longest form, with its line ending.
        let found = SecretBytes(2 * length + 3)
        let count = try file.read(into: found.raw, at: 0)
        let key = SecretBytes(length)
        guard SealKey.decode(UnsafeRawBufferPointer(rebasing: found.raw[..<count]), into: key.raw) else {
            throw unusable(file.path, "it holds no key: 32 bytes, or 64 hexadecimal digits.")
        }
        return SealKey(key)
    }

    private static func decode(_ found: UnsafeRawBufferPointer, into key: UnsafeMutableRawBufferPointer) -> Bool {
        if found.count == length {
            key.copyMemory(from: found)
            // A password somebody typed is no key.
            return !found.allSatisfy { (32..<127).contains($0) || $0 == 10 || $0 == 13 }
        }
        let digits = found.prefix { $0 != 10 && $0 != 13 }
        guard digits.count == 2 * length, found.count <= 2 * length + 2 else { return false }
        for (index, digit) in digits.enumerated() {
            guard let value = Character(UnicodeScalar(digit)).hexDigitValue, digit < 128 else { return false }
            key[index / 2] = index % 2 == 0 ? UInt8(value) << 4 : key[index / 2] | UInt8(value)
        }
        return true
    }

    private static func unusable(_ path: String, _ why: String) -> Fault {
        Fault(.sealKey, .stop, "The key file \(path) cannot be used: \(why)", context: ["path": path])
    }
}
