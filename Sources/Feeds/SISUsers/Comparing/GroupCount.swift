import Exchange

/// How many users each group has. Groups are few; beyond the limit the rest is one.
struct GroupCount {
    private(set) var names: [[UInt8]] = []
    private(set) var counts: [Int] = []
    private var last = 0

    private static let most = 1000
    private static let others = Array("(others)".utf8)

    /// Counts one; answers the group's number.
    mutating func count(_ name: UnsafeBufferPointer<UInt8>) -> UInt16 {
        if last < names.count, name.elementsEqual(names[last]) {
            counts[last] += 1
            return UInt16(last)
        }
        if let known = names.firstIndex(where: { name.elementsEqual($0) }) {
            last = known
        } else if names.count < GroupCount.most {
            add(Array(name))
        } else if names.count == GroupCount.most {
            add(GroupCount.others)
        } else {
            last = GroupCount.most
        }
        counts[last] += 1
        return UInt16(last)
    }

    private mutating func add(_ name: [UInt8]) {
        names.append(name)
        counts.append(0)
        last = names.count - 1
    }

    mutating func count(_ name: [UInt8]) -> UInt16 { name.withUnsafeBufferPointer { count($0) } }

    func name(_ number: Int) -> String {
        names[number].isEmpty ? Comparison.Group.none : String(decoding: names[number], as: UTF8.self)
    }

    func count(of name: [UInt8]) -> Int { names.firstIndex(of: name).map { counts[$0] } ?? 0 }
}
