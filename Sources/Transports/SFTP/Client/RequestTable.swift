import Exchange
import Machine

/// Who waits for which reply. A reply that nobody waits for is `place.protocol`.
struct RequestTable {
    private struct Slot {
        var id: UInt32
        var errand: (any Errand)?
        var tag: Int
        var asked = 0.0
    }

    static let capacity = 1024
    private var slots = (0..<capacity).map { Slot(id: UInt32($0), errand: nil, tag: 0) }
    private var free = Array((0..<capacity).reversed())

    var isFull: Bool { free.isEmpty }

    /// The request's id: its slot in the low ten bits, above them how often that slot has served.
    mutating func add(_ errand: any Errand, _ tag: Int) -> UInt32 {
        let slot = free.removeLast()
        slots[slot].errand = errand
        slots[slot].tag = tag
        slots[slot].asked = WallClock.steady()
        return slots[slot].id
    }

    mutating func take(_ id: UInt32) throws(Fault) -> (errand: any Errand, tag: Int, seconds: Double) {
        let slot = Int(id) % RequestTable.capacity
        guard slots[slot].id == id, let errand = slots[slot].errand else {
            throw Fault(.placeProtocol, .stop, "The server answered a request that was not asked.")
        }
        let tag = slots[slot].tag
        slots[slot].errand = nil
        slots[slot].id &+= UInt32(RequestTable.capacity)
        free.append(slot)
        return (errand, tag, WallClock.steady() - slots[slot].asked)
    }
}
