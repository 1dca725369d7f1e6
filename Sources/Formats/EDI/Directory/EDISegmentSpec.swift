/// What the directory says of a segment.
struct EDISegmentSpec: Hashable, Sendable {
    struct Element: Hashable, Sendable {
        /// Of the composite, or of the element where it has no components.
        let code: String
        let isMandatory: Bool
        /// Its values in `values`.
        let first: Int
        let count: Int
        /// A bit for each component that must be there where the element is.
        let needed: UInt32
    }

    let tag: EDITag
    private(set) var elements: [Element] = []
    private(set) var values: [EDIValueSpec] = []
    /// A bit for each element that must be there, the first one lowest.
    private(set) var needed: UInt64 = 0

    /// From a line of `EDISegmentsD96A`.
    init(_ words: [Substring]) {
        tag = EDITag(String(words[0]))
        var open: (code: String, isMandatory: Bool, first: Int)?
        for word in words.dropFirst() {
            var word = word
            if let bracket = word.firstIndex(of: "(") {
                open = (String(word.prefix(4)), word[..<bracket].hasSuffix("!"), values.count)
                word = word[word.index(after: bracket)...]
            }
            let closes = word.hasSuffix(")")
            let value = EDISegmentSpec.value(closes ? word.dropLast() : word)
            values.append(value)
            if let composite = open {
                guard closes else { continue }
                add(composite.code, composite.isMandatory, composite.first)
                open = nil
            } else {
                add(value.code, value.isMandatory, values.count - 1)
            }
        }
    }

    private mutating func add(_ code: String, _ isMandatory: Bool, _ first: Int) {
        var bits: UInt32 = 0
        for (place, value) in values[first...].enumerated() where value.isMandatory { bits |= 1 << UInt32(place) }
        if isMandatory { needed |= 1 << UInt64(elements.count) }
        elements.append(
            Element(code: code, isMandatory: isMandatory, first: first, count: values.count - first, needed: bits))
    }

    /// `5025!an..3`, `0001!a4`, `0017!n6..8`.
    private static func value(_ word: Substring) -> EDIValueSpec {
        let code = String(word.prefix(4))
        var rest = word.dropFirst(4)
        let isMandatory = rest.first == "!"
        if isMandatory { rest = rest.dropFirst() }
        let letters = rest.prefix { $0.isLetter }
        let bounds = rest.dropFirst(letters.count).split(separator: ".", omittingEmptySubsequences: false)
        let longest = bounds.last.flatMap { Int($0) } ?? 0
        let shortest = bounds.first.flatMap { Int($0) } ?? 1
        return EDIValueSpec(
            code: code, isMandatory: isMandatory, kind: letters == "a" ? .letters : letters == "n" ? .number : .any,
            shortest: shortest, longest: longest)
    }
}
