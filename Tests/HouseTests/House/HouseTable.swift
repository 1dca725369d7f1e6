/// The one table of who may see whom. `needs` are arrows Package.swift must declare (our own rooms, C modules,
/// packages); `platform` are modules of the toolchain, which Package.swift cannot name and the build does not check.
/// A new arrow changes this table, Package.swift and the map in Sources/README.md, in one commit.
struct HouseTable: Sendable {
    struct Room: Sendable {
        let name: String
        let needs: Set<String>
        let platform: Set<String>
        /// Below the engine: no concurrency of Swift's own, no Foundation.
        let below: Bool

        init(_ name: String, needs: Set<String> = [], platform: Set<String> = [], below: Bool = true) {
            self.name = name
            self.needs = needs
            self.platform = platform
            self.below = below
        }
    }

    /// One file that may see what its room may not, and why.
    struct Exception: Sendable {
        let path: String
        let module: String
        let reason: String
    }

    let rooms: [Room]
    var exceptions: [Exception] = []

    func room(_ name: String) -> Room? { rooms.first { $0.name == name } }

    static let house = HouseTable(rooms: houseRooms, exceptions: houseExceptions)

    private static let houseRooms: [Room] = [
        // The vocabulary: not even the C library.
        Room("Exchange"),
        Room("Machine", needs: ["Exchange", "CLinux", "CCrypto"], platform: ["Glibc", "Synchronization"]),
        Room("Rules", needs: ["Exchange"]),
        Room("Schedule", needs: ["Exchange"]),
        // Signals, and the processes of runs.
        Room("Daemon", needs: ["Exchange", "Machine", "Schedule"], platform: ["Glibc"]),
        Room("Formats", needs: ["Exchange", "CISAL", "CArchive", "CXML"]),
        Room("Feeds", needs: ["Exchange", "Formats", "Rules"]),
        // A session may be asked to stop from another thread, and the memory transport is shared by several.
        Room(
            "Transports", needs: ["Exchange", "Machine", "CSSH2", "CCrypto", "CCurl"], platform: ["Synchronization"]),
        Room("Ledger", needs: ["Exchange", "Machine", "GRDB", "GRDBSQLite"]),
        Room("Setup", needs: ["Exchange", "Rules", "Schedule", "Yams"]),
        // Foundation only for JSON, and only its small half.
        Room("Engine", needs: ["Exchange", "Machine", "Ledger"], platform: ["FoundationEssentials"], below: false),
        // The terminal's width (CLinux), and a signal that asks a run to stop (Synchronization).
        Room(
            "ExchangeCommand",
            needs: [
                "Exchange", "Machine", "Rules", "Schedule", "Formats", "Feeds", "Transports", "Ledger", "Engine",
                "Setup", "Daemon", "ArgumentParser", "CLinux", "Logging",
            ],
            platform: ["Glibc", "Synchronization"], below: false),
    ]

    private static let houseExceptions = [
        Exception(
            path: "Sources/Ledger/SQLite/SQLiteFile.swift", module: "Glibc",
            reason: "SQLite opens its files by name itself, so how such a file comes to be is decided beside it"),
        Exception(
            path: "Sources/Formats/XML/XMLScan.swift", module: "Glibc",
            reason: "memchr: the C library looks for a byte many times faster than a loop; it is memory, not I/O"),
        Exception(
            path: "Sources/Formats/XML/XMLQuick.swift", module: "Glibc",
            reason: "memchr and memcmp: as XMLScan; it is memory, not I/O"),
        Exception(
            path: "Sources/Formats/XML/XMLQuickWords.swift", module: "Glibc",
            reason: "memchr: as XMLScan; it is memory, not I/O"),
        Exception(
            path: "Sources/Formats/Zip/ArchiveLocale.swift", module: "Glibc",
            reason: "newlocale: libarchive reads UTF-8 names only where the thread's locale is UTF-8"),
        Exception(
            path: "Sources/Transports/Hosts/Socket.swift", module: "Glibc",
            reason: "the one file that makes network connections; everything above it goes through it"),
        Exception(
            path: "Sources/Transports/Hosts/HostAddress.swift", module: "Glibc",
            reason: "inet_pton and sockaddr: addresses as the kernel reads and writes them"),
        Exception(
            path: "Sources/Transports/Hosts/NameLookup.swift", module: "Glibc",
            reason: "getaddrinfo on a thread of its own, because it cannot be told to stop"),
        Exception(
            path: "Sources/Transports/Hosts/Dialling.swift", module: "Glibc",
            reason: "the resolver's error numbers"),
        Exception(
            path: "Sources/Transports/SFTP/Channels/LibSSH2/AgentConversation.swift", module: "Glibc",
            reason: "getenv: an agent is found by SSH_AUTH_SOCK"),
    ]
}
