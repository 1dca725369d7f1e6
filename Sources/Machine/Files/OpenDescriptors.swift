import Glibc

/// How many files this process may have open, and how many of them are left.
package enum OpenDescriptors {
    /// Kept free for what is opened in passing: the ledger, a conversation, a child's pipes.
    private static let reserve = 32

    /// Files that may be opened and kept open now; at least 2.
    package static var free: Int { max(2, limit - taken - reserve) }

    private static var limit: Int {
        let limit = sysconf(Int32(_SC_OPEN_MAX))
        return limit > 0 ? limit : 256
    }

    /// Where the system does not tell, a cautious guess.
    private static var taken: Int {
        guard let folder = opendir("/proc/self/fd") else { return 64 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }
}
