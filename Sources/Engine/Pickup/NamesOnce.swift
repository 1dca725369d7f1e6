/// Which names were there before, byte for byte, at eight bytes each: two names in a million million million are taken
/// for one.
struct NamesOnce {
    enum Occurrence { case new, second, further }

    private var seen: Set<Int> = []
    private var twice: Set<Int> = []

    mutating func add(_ name: String) -> Occurrence {
        let mark = NamesOnce.mark(name)
        if seen.insert(mark).inserted { return .new }
        return twice.insert(mark).inserted ? .second : .further
    }

    func isTwice(_ name: String) -> Bool { !twice.isEmpty && twice.contains(NamesOnce.mark(name)) }

    /// Two spellings of a letter are two names: a `String`'s own hash would not tell them apart.
    static func mark(_ name: String, _ numbers: Int...) -> Int {
        var hasher = Hasher()
        for byte in name.utf8 { hasher.combine(byte) }
        for number in numbers { hasher.combine(number) }
        return hasher.finalize()
    }
}
