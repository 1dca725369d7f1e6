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

    let rooms: [Room]

    func room(_ name: String) -> Room? { rooms.first { $0.name == name } }

    static let house = HouseTable(rooms: [
        // The vocabulary: not even the C library.
        Room("Exchange"),
        Room("Machine", needs: ["Exchange", "CLinux", "CCrypto"], platform: ["Glibc", "Synchronization"]),
        Room("Rules", needs: ["Exchange"]),
        Room("Formats", needs: ["Exchange", "CISAL", "CArchive"]),
        Room("Feeds", needs: ["Exchange", "Formats", "Rules"]),
        Room("Transports", needs: ["Exchange", "Machine"]),
        Room("Ledger", needs: ["Exchange", "Machine", "GRDB"]),
        Room("Setup", needs: ["Exchange", "Rules", "Yams"]),
        Room("Engine", needs: ["Exchange", "Machine", "Ledger"], below: false),
        Room(
            "ExchangeCommand",
            needs: [
                "Exchange", "Machine", "Formats", "Feeds", "Transports", "Ledger", "Engine", "Setup", "ArgumentParser",
            ],
            platform: ["Glibc"], below: false),
    ])
}
