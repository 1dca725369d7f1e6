/// The names of one document, each with a number from 0 in the order they first came. libxml2 keeps one copy of each
/// name as long as it reads, so a name is known by its address.
package final class XMLNames {
    private struct Slot {
        var local: UnsafePointer<UInt8>?
        var namespace: UnsafePointer<UInt8>?
        var number = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 1024)
    package private(set) var all: [XMLName] = []

    init() {}

    package subscript(number: Int) -> XMLName { all[number] }
    package var count: Int { all.count }

    func number(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?) -> Int {
        let index = XMLNames.place(local, namespace, in: slots)
        if slots[index].local != nil { return slots[index].number }
        if all.count * 2 >= slots.count { return grow(local, namespace) }
        return add(local, namespace, at: index)
    }

    private func add(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, at index: Int) -> Int {
        slots[index] = Slot(local: local, namespace: namespace, number: all.count)
        all.append(XMLName(String(cString: local), in: namespace.map { String(cString: $0) } ?? ""))
        return all.count - 1
    }

    private func grow(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?) -> Int {
        var larger = [Slot](repeating: Slot(), count: slots.count * 2)
        for slot in slots {
            guard let name = slot.local else { continue }
            larger[XMLNames.place(name, slot.namespace, in: larger)] = slot
        }
        slots = larger
        return add(local, namespace, at: XMLNames.place(local, namespace, in: slots))
    }

    /// Where the name stands, or the free place it would take.
    private static func place(
        _ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, in slots: [Slot]
    ) -> Int {
        let mask = slots.count - 1
        let mixed = (UInt(bitPattern: local) &+ UInt(bitPattern: namespace) &* 31) &* 0x9E37_79B9_7F4A_7C15
        var index = Int(mixed >> 40) & mask
        while slots[index].local != nil, slots[index].local != local || slots[index].namespace != namespace {
            index = (index + 1) & mask
        }
        return index
    }
}
