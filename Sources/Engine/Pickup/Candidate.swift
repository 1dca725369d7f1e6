import Exchange
import Ledger

/// A file at the source that the profile is about. Small: a folder may hold a hundred thousand.
struct Candidate: Hashable {
    let folder: String
    let entry: Entry

    var path: String { PlacePath.join(folder, entry.name) }

    func look(at moment: Moment) -> Look {
        Look(path: path, size: entry.size, modified: entry.modified, at: moment)
    }

    var nameMark: Int { NamesOnce.mark(entry.name) }

    /// Equal for two looks between which nothing changed.
    var stateMark: Int {
        NamesOnce.mark(entry.name, entry.size, entry.modified.seconds, entry.modified.nanoseconds)
    }
}

extension PickupOrder {
    /// Whether `first` is taken before `second`.
    func precedes(_ first: Candidate, _ second: Candidate) -> Bool {
        switch self {
        case .name: break
        case .number:
            if let order = PickupOrder.byNumbers(first.entry.name, second.entry.name) { return order }
        case .oldest:
            let (one, other) = (first.entry.modified, second.entry.modified)
            if one != other { return one < other }
        }
        return first.entry.name.utf8.lexicographicallyPrecedes(second.entry.name.utf8)
    }

    /// Nil where the names differ in nothing but zeros in front of numbers.
    private static func byNumbers(_ first: String, _ second: String) -> Bool? {
        var (one, other) = (Substring(first).utf8, Substring(second).utf8)
        while let head = one.first, let opposite = other.first {
            if isDigit(head), isDigit(opposite) {
                let (number, counterpart) = (digits(&one), digits(&other))
                if number.count != counterpart.count { return number.count < counterpart.count }
                if !number.elementsEqual(counterpart) { return number.lexicographicallyPrecedes(counterpart) }
            } else {
                if head != opposite { return head < opposite }
                one.removeFirst()
                other.removeFirst()
            }
        }
        return one.isEmpty && other.isEmpty ? nil : one.isEmpty
    }

    /// Takes a number off the front; without the zeros it begins with.
    private static func digits(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
        let number = text.prefix(while: isDigit)
        text = text.dropFirst(number.count)
        return number.drop { $0 == 0x30 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
