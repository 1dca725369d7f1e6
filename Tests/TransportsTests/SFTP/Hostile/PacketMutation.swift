import ConformanceKit

/// Damages what a server says, everywhere but in the bytes of files: those SSH itself protects, and nothing in SFTP.
enum PacketMutation {
    private static let numbers: [UInt32] = [
        0, 1, 2, 3, 255, 4096, 65_536, 262_144, 270_000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
    ]

    static func of(_ packets: [[UInt8]], _ chance: inout SeededNumbers) -> [[UInt8]] {
        var damaged = packets
        for _ in 0..<Int.random(in: 1...3, using: &chance) {
            let place = Int.random(in: 0..<damaged.count, using: &chance)
            switch Int.random(in: 0..<12, using: &chance) {
            case 0: damaged[place] = []
            case 1: damaged[place] += packets[place]
            case 2: damaged.swapAt(place, Int.random(in: 0..<damaged.count, using: &chance))
            case 3: damaged[place] = packets[Int.random(in: 0..<packets.count, using: &chance)]
            default: change(&damaged[place], &chance)
            }
        }
        return damaged
    }

    private static func change(_ packet: inout [UInt8], _ chance: inout SeededNumbers) {
        // The fields before the bytes of a file: length, kind, id, length of the bytes.
        let isData = packet.count > 4 && packet[4] == 103
        let count = isData ? min(13, packet.count) : packet.count
        guard count > 0 else { return }
        let at = Int.random(in: 0..<count, using: &chance)
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: packet[at] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
        case 1: packet[at] = UInt8.random(in: 0...255, using: &chance)
        case 2: packet.removeSubrange(at..<min(count, at + Int.random(in: 1...8, using: &chance)))
        case 3: packet.insert(contentsOf: packet[at..<min(count, at + Int.random(in: 1...8, using: &chance))], at: at)
        case 4: packet.insert(UInt8.random(in: 0...255, using: &chance), at: at)
        default:
            guard at + 4 <= count else { return }
            let number = numbers[Int.random(in: 0..<numbers.count, using: &chance)]
            for index in 0..<4 { packet[at + index] = UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32(index))) }
        }
    }
}
