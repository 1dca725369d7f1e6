/// Damages bytes in the ways that files are damaged: flipped bits, bytes cut out, doubled, replaced.
package enum Mutation {
    package static func of(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &numbers) where !damaged.isEmpty {
            let place = Int.random(in: 0..<damaged.count, using: &numbers)
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
            case 1: damaged[place] = UInt8.random(in: 0...255, using: &numbers)
            case 2: damaged.removeSubrange(place..<min(damaged.count, place + 3))
            default: damaged.insert(contentsOf: damaged[place..<min(damaged.count, place + 5)], at: place)
            }
        }
        return damaged
    }
}
