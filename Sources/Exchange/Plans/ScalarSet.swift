/// Some characters, or all but some.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    static let any = ScalarSet(ranges: [], isNegated: true)

    static func only(_ scalar: Unicode.Scalar) -> ScalarSet { ScalarSet(ranges: [scalar.value...scalar.value]) }

    /// The set that a letter after a backslash stands for; nil where it stands for none.
    static func named(_ letter: Unicode.Scalar) -> ScalarSet? {
        let lower = Unicode.Scalar(letter.value | 0x20)
        let ranges: [ClosedRange<UInt32>]
        switch lower {
        case "d": ranges = [0x30...0x39]
        case "w": ranges = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
        case "s": ranges = [0x09...0x0D, 0x20...0x20]
        default: return nil
        }
        return ScalarSet(ranges: ranges, isNegated: letter != lower)
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar.value) } != isNegated }

    /// The one character it holds.
    var only: Unicode.Scalar? {
        guard !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
        return Unicode.Scalar(ranges[0].lowerBound)
    }
}
