/// Counts values that occur again, in bounded memory: what it remembers are hashes, and once there are many, only those
/// that end in so many zeros. A value has the same hash wherever it stands, so what is seen stays a fair sample.
struct DoubleWatch {
    private static let limit = 16_384

    private var seen: Set<UInt64> = []
    private var zeros: UInt64 = 0
    private var again = 0
    private var noted = 0
    /// So many that this is no identifier: nothing more needs remembering.
    private var isHopeless = false

    mutating func note(_ value: UnsafeBufferPointer<UInt8>) {
        guard !isHopeless else { return }
        noted += 1
        let hash = DoubleWatch.hash(value)
        guard hash & ((1 << zeros) - 1) == 0 else { return }
        if !seen.insert(hash).inserted { again += 1 }
        if seen.count > DoubleWatch.limit {
            zeros += 1
            let mask: UInt64 = (1 << zeros) - 1
            seen = seen.filter { $0 & mask == 0 }
            again /= 2
        }
        if again > 200, doubles * 10 > noted {
            isHopeless = true
            seen = []
        }
    }

    /// Exact up to some 16,000 different values, and an estimate beyond.
    var doubles: Int { again << Int(zeros) }

    var isUnique: Bool { noted > 0 && !isHopeless && again == 0 }

    /// FNV-1a with capitals folded (primary ids are compared that way), mixed once more so that the last bits are as good
    /// as the first.
    private static func hash(_ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in value {
            let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            hash = (hash ^ UInt64(folded)) &* 0x100_0000_01B3
        }
        hash ^= hash >> 33
        return (hash &* 0xFF51_AFD7_ED55_8CCD) ^ (hash >> 29)
    }
}
