import Exchange
import Glibc

/// Who we are, for the ledger: unique on this machine even after a reboot reuses our number.
package enum ProcessIdentity {
    /// `host:pid:boot`, the first eight digits of the kernel's boot id.
    package static let current: String = {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, 255)
        let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "\(host):\(getpid()):\(boot)"
    }()

    private static var boot: String {
        var bytes: [UInt8] = []
        do throws(Fault) {
            try Folder.openAnywhere("/proc/sys/kernel/random/boot_id").eachChunk { chunk throws(Fault) in
                bytes += chunk.withUnsafeBytes { Array($0) }
                return .more
            }
        } catch {
            return "unknown"
        }
        return String(decoding: bytes.prefix(8), as: UTF8.self)
    }
}
