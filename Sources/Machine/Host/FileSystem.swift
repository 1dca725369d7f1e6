import CLinux
import Exchange
import Glibc

/// The file system a folder stands on, as the kernel describes it.
package struct FileSystem: Hashable, Sendable {
    package enum Kind: Sendable {
        /// Keeps what it was told to keep.
        case disk
        /// Another machine's: locks and flushes mean what that machine makes of them.
        case network
        /// Gone when the machine starts anew.
        case memory
        /// Nothing is known about it.
        case unknown
    }

    package let kind: Kind
    /// `ext4`, `nfs`; a number where it has no name here.
    package let name: String
    /// What an ordinary user may still write.
    package let freeBytes: Int
    /// How many files may still be made; nil where there is no such limit.
    package let freeFiles: Int?
    package let isReadOnly: Bool
    /// Whether programs may be started from it (no `noexec`).
    package let startsPrograms: Bool

    /// Throws what keeps the kernel from telling; `machine.missing` where there is no such folder.
    package static func of(_ path: String) throws(Fault) -> FileSystem {
        var about = statfs()
        guard statfs(path, &about) == 0 else { throw SystemFaults.fault("look at the file system of", path) }
        let (bytes, overflow) = Int(about.f_bavail).multipliedReportingOverflow(by: Int(about.f_bsize))
        let (name, kind) = FileSystem.named(UInt32(truncatingIfNeeded: about.f_type))
        return FileSystem(
            kind: kind, name: name, freeBytes: overflow ? .max : bytes,
            freeFiles: about.f_files == 0 ? nil : Int(about.f_ffree),
            isReadOnly: about.f_flags & EXCHANGE_ST_RDONLY != 0,
            startsPrograms: about.f_flags & EXCHANGE_ST_NOEXEC == 0)
    }

    /// By its number in statfs(2).
    static func named(_ number: UInt32) -> (name: String, kind: Kind) {
        known[number] ?? ("0x" + String(number, radix: 16), .unknown)
    }

    /// From <linux/magic.h> and the file systems' own headers.
    private static let known: [UInt32: (String, Kind)] = [
        0xEF53: ("ext4", .disk), 0x5846_5342: ("xfs", .disk), 0x9123_683E: ("btrfs", .disk),
        0x2FC1_2FC1: ("zfs", .disk), 0xF2F5_2010: ("f2fs", .disk), 0x794C_7630: ("overlay", .disk),
        0x0102_1994: ("tmpfs", .memory), 0x8584_58F6: ("ramfs", .memory),
        0x6969: ("nfs", .network), 0xFF53_4D42: ("cifs", .network), 0xFE53_4D42: ("smb2", .network),
        0x517B: ("smb", .network), 0x00C3_6400: ("ceph", .network), 0x5346_414F: ("afs", .network),
        0x0102_1997: ("9p", .network), 0x0BD0_0BD0: ("lustre", .network), 0x4750_4653: ("gpfs", .network),
        0x0116_1970: ("gfs2", .network), 0x7461_636F: ("ocfs2", .network),
    ]
}
