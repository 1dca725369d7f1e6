import Exchange
import Transports

extension MemoryPlace {
    func put(_ path: String, _ text: String) { put(path, Array(text.utf8)) }

    /// Somebody takes a file away.
    func take(_ path: String) throws(Fault) {
        for fate in try MemoryTransport(self).connect(.bare()).remove([path]) { try fate.get() }
    }

    func rename(_ from: String, to: String) throws(Fault) {
        let item = RenameItem(from: from, to: to)
        for fate in try MemoryTransport(self).connect(.bare()).rename([item], replacing: true) { try fate.get() }
    }
}
