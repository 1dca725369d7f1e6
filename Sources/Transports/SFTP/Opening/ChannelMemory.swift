import Exchange

/// What is remembered of a server that libssh2 could not agree with: the version that could not, and why. Another version
/// tries again.
enum ChannelMemory {
    static let memoryKey = "channel"

    static func recall(_ version: LibraryVersion?, _ memory: any PlaceMemory) throws(Fault) -> String? {
        guard let version, let text = try memory.recall(memoryKey) else { return nil }
        let columns = text.split(separator: "\t", maxSplits: 1).map(String.init)
        return columns.count == 2 && columns[0] == version.description ? columns[1] : nil
    }

    static func keep(_ why: String, _ version: LibraryVersion?, _ memory: any PlaceMemory) throws(Fault) {
        guard let version else { return }
        try memory.keep(memoryKey, "\(version)\t\(why)")
    }
}
