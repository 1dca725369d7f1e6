import Exchange

/// A small file that says one thing, changed often and in place, and never in pieces: whatever is cut short, an earlier
/// text still stands.
///
/// There are three slots, each with a number that grows and a digest. `keep` writes the older of the first two and flushes:
/// the other one is on the disk meanwhile. `note` writes the third and does not flush: it outlives the process, and mostly
/// a power cut. Several processes may write; who finds another one at it leaves it at that.
package struct SlottedFile {
    /// What a read found.
    package enum Standing: Equatable, Sendable {
        case absent
        /// The newest text that is whole.
        case text(String)
        /// A file without one.
        case unreadable
    }

    private struct Slot {
        let index: Int
        let number: Int
        let text: String
    }

    /// Bytes of a slot: a sector of any disk.
    private static let size = 512
    /// The most a text may have, in bytes.
    package static let limit = 400

    private let folder: Folder
    private let name: String
    package var path: String { folder.place(of: name) }

    package init(_ name: String, in folder: Folder) {
        self.folder = folder
        self.name = name
    }

    package func read() throws(Fault) -> Standing {
        guard try folder.look(name) != nil else { return .absent }
        let slots = try SlottedFile.slots(of: folder.open(name))
        guard let newest = slots.max(by: { $0.number < $1.number }) else { return .unreadable }
        return .text(newest.text)
    }

    /// Durable when it returns, unless another process is writing just now.
    package func keep(_ text: String) throws(Fault) {
        try put(text) { slots in
            let first = slots.first { $0.index == 0 }?.number ?? 0
            let second = slots.first { $0.index == 1 }?.number ?? 0
            return first <= second ? 0 : 1
        }
    }

    /// With the kernel when it returns.
    package func note(_ text: String) throws(Fault) { try put(text) { _ in 2 } }

    private func put(_ text: String, where place: ([Slot]) -> Int) throws(Fault) {
        precondition(text.utf8.count <= SlottedFile.limit, "a slot is small")
        guard try folder.look(name) != nil else { return try create(text) }
        let file = try folder.openForChange(name)
        guard try file.hold() else { return }
        let slots = try SlottedFile.slots(of: file)
        let index = place(slots)
        let number = (slots.map(\.number).max() ?? 0) + 1
        try file.overwrite(SlottedFile.bytes(number, text), at: index * SlottedFile.size)
        if index < 2 { try file.sync() }
    }

    /// It appears whole. Where another process was faster, its file stands.
    private func create(_ text: String) throws(Fault) {
        let draft = "\(name).new-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        let file = try folder.create(draft)
        do throws(Fault) {
            let empty = [UInt8](repeating: 0, count: 2 * SlottedFile.size)
            try file.overwrite(SlottedFile.bytes(1, text) + empty, at: 0)
            try file.sync()
            try folder.rename(draft, to: name, replacing: false)
        } catch {
            do throws(Fault) { try folder.remove(draft) } catch {}
            if error.code != .machineExists { throw error }
        }
    }

    /// `<number> <SHA-256>`, a line break, the text; zeros to the slot's end. The digest is over number and text.
    private static func bytes(_ number: Int, _ text: String) -> [UInt8] {
        let digest = SHA256.digest(of: Array("\(number)\n\(text)".utf8)).hex
        let bytes = Array("\(number) \(digest)\n\(text)".utf8)
        return bytes + [UInt8](repeating: 0, count: size - bytes.count)
    }

    private static func slots(of file: OpenFile) throws(Fault) -> [Slot] {
        let all = UnsafeMutableRawBufferPointer.allocate(byteCount: 3 * size, alignment: 1)
        defer { all.deallocate() }
        all.initializeMemory(as: UInt8.self, repeating: 0)
        var got = 0
        while got < all.count {
            let more = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: all[got...]), at: got)
            if more == 0 { break }
            got += more
        }
        return (0..<3).compactMap { slot(Array(all[$0 * size..<($0 + 1) * size]), index: $0) }
    }

    private static func slot(_ bytes: [UInt8], index: Int) -> Slot? {
        guard let end = bytes.firstIndex(of: 10),
            let text = String(validating: bytes[(end + 1)...].prefix { $0 != 0 }, as: UTF8.self),
            text.utf8.count <= limit
        else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
        guard head.count == 2, let number = Int(head[0]), number > 0 else { return nil }
        return Array(bytes) == SlottedFile.bytes(number, text) ? Slot(index: index, number: number, text: text) : nil
    }
}
