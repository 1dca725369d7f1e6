/// Every segment of the directory, its elements and their values, each in one list.
struct EDISegmentTable: Sendable {
    private(set) var segments: [EDISegmentSpec] = []
    private(set) var elements: [EDISegmentSpec.Element] = []
    private(set) var values: [EDIValueSpec] = []
    /// For each slot of a tag, which segment it may be, from 1; 0 for none.
    private(set) var slots = [UInt8](repeating: 0, count: EDITag.slots)

    /// From text like that of `EDISegmentsD96A`.
    init(_ text: String) {
        var lines: [[Substring]] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.first == " " { lines[lines.count - 1] += words } else { lines.append(words) }
        }
        for line in lines { add(line) }
        for (index, segment) in segments.enumerated() { slots[segment.tag.slot] = UInt8(index + 1) }
    }

    /// Which of `segments` has the tag; nil for a tag that no message here has.
    func index(of tag: EDITag) -> Int? {
        let index = Int(slots[tag.slot]) - 1
        return index >= 0 && segments[index].tag == tag ? index : nil
    }

    private mutating func add(_ words: [Substring]) {
        let first = elements.count
        var open: (code: Substring, isMandatory: Bool, first: Int)?
        for word in words.dropFirst() {
            var word = word
            if let bracket = word.firstIndex(of: "(") {
                open = (word.prefix(4), word[..<bracket].hasSuffix("!"), values.count)
                word = word[word.index(after: bracket)...]
            }
            let closes = word.hasSuffix(")")
            let value = EDIValueSpec(closes ? word.dropLast() : word)
            values.append(value)
            if let composite = open {
                guard closes else { continue }
                add(EDITag(String(composite.code)), composite.isMandatory, composite.first)
                open = nil
            } else {
                add(value.code, value.isMandatory, values.count - 1)
            }
        }
        var needed: UInt64 = 0
        for (place, element) in elements[first...].enumerated() where element.isMandatory {
            needed |= 1 << UInt64(place)
        }
        segments.append(
            EDISegmentSpec(
                tag: EDITag(String(words[0])), first: first, count: elements.count - first, needed: needed))
    }

    private mutating func add(_ code: EDITag, _ isMandatory: Bool, _ first: Int) {
        var bits: UInt32 = 0
        for (place, value) in values[first...].enumerated() where value.isMandatory { bits |= 1 << UInt32(place) }
        elements.append(
            EDISegmentSpec.Element(
                code: code, isMandatory: isMandatory, first: first, count: values.count - first, needed: bits))
    }
}
