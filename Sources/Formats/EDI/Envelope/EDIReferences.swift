/// References that have been seen, each as a hash of its bytes: enough to say that one comes again.
struct EDIReferences {
    private var seen: Set<UInt64> = []

    /// False where it has come before; beyond `limit` of them nothing is remembered any more.
    mutating func insert(_ reference: [UInt8], limit: Int) -> Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in reference { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if seen.contains(hash) { return false }
        if seen.count < limit { seen.insert(hash) }
        return true
    }

    mutating func restart() { seen.removeAll(keepingCapacity: true) }
}
