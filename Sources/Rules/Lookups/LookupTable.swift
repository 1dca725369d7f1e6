/// Codes of a source and what they are here. Looking up makes no strings: codes and targets lie in one buffer, found by
/// a hash of their bytes.
package struct LookupTable: Hashable, Sendable {
    private struct Entry: Hashable, Sendable {
        /// In the buffer: the code at `start..<middle`, its target at `middle..<end`.
        let start: Int
        let middle: Int
        let end: Int
    }

    /// What messages call it: `lists/majors.csv`, `the table in the profile`.
    let name: String
    private var text: [UInt8] = []
    private var entries: [Entry] = []
    /// Number of the entry and 1; 0 is free. A power of two, at most half full.
    private var slots: [Int32]

    init(_ name: String, capacity: Int) {
        self.name = name
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: 0, count: size)
    }

    package var count: Int { entries.count }

    /// False where the code is there already, or the table is full.
    mutating func add(_ code: String, _ target: String) -> Bool {
        let bytes = Array(code.utf8)
        let slot = bytes.withUnsafeBufferPointer { place($0) }
        guard slots[slot] == 0, (entries.count + 1) * 2 <= slots.count else { return false }
        let start = text.count
        text.append(contentsOf: bytes)
        let middle = text.count
        text.append(contentsOf: target.utf8)
        entries.append(Entry(start: start, middle: middle, end: text.count))
        slots[slot] = Int32(entries.count)
        return true
    }

    /// Puts the target in the place of the code `bytes[start...]`; false where the code is not known.
    func replace(_ bytes: inout [UInt8], from start: Int) -> Bool {
        let slot = bytes.withUnsafeBufferPointer { place(UnsafeBufferPointer(rebasing: $0[start...])) }
        guard slots[slot] > 0 else { return false }
        let entry = entries[Int(slots[slot]) - 1]
        bytes.removeSubrange(start...)
        bytes.append(contentsOf: text[entry.middle..<entry.end])
        return true
    }

    package func target(_ code: String) -> String? {
        var bytes = Array(code.utf8)
        return replace(&bytes, from: 0) ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Every target, in the table's order, for a feed that checks them against a list of its own.
    package var targets: [String] { entries.map { String(decoding: text[$0.middle..<$0.end], as: UTF8.self) } }

    /// Every code, in the table's order.
    var codes: [String] { entries.map { String(decoding: text[$0.start..<$0.middle], as: UTF8.self) } }

    /// The slot of the code, or the free one it would have.
    private func place(_ code: UnsafeBufferPointer<UInt8>) -> Int {
        // FNV-1a of 64 bits (Fowler, Noll, Vo), its high half folded in.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in code { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
        while slots[slot] > 0, !isSame(entries[Int(slots[slot]) - 1], code) { slot = (slot + 1) & mask }
        return slot
    }

    private func isSame(_ entry: Entry, _ code: UnsafeBufferPointer<UInt8>) -> Bool {
        guard entry.middle - entry.start == code.count else { return false }
        for at in 0..<code.count where text[entry.start + at] != code[at] { return false }
        return true
    }
}
