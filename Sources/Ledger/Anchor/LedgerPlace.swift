import Exchange
import Machine

/// Where a ledger may lie: on a disk of this machine.
enum LedgerPlace {
    /// `ledger.network` where the file system is another machine's, or a program's.
    static func demandOwn(_ path: String, _ kind: (Folder) -> Int? = \.fileSystem) throws(Fault) {
        let folder = try Folder.open(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".")
        guard let magic = kind(folder), let name = foreign[magic] else { return }
        throw Fault(
            .ledgerNetwork, .stop, "The ledger \(path) lies on a file system of the kind \(name).",
            context: ["path": path, "kind": name])
    }

    /// By the numbers of statfs(2).
    private static let foreign: [Int: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x6573_5546: "FUSE",
        0x5346_414F: "AFS", 0x6B41_4653: "kAFS", 0x00C3_6400: "Ceph", 0x0102_1997: "9P", 0x7375_7245: "Coda",
        0x564C: "NCP", 0x0116_1970: "GFS2", 0x7461_636F: "OCFS2", 0x0BD0_0BD0: "Lustre", 0x4750_4653: "GPFS",
        0xAAD7_AAEA: "PanFS", 0x786F_4256: "vboxsf", 0xBACB_ACBC: "vmhgfs",
    ]
}
