/// Passes over segments' pieces beside what the directory says of them.
struct EDIValueScan {
    private let storage: EDIStorage
    private let separators: EDISeparators
    /// Empty for sound segments.
    private(set) var flaws: [EDIFlaw] = []
    private var segment = 0

    init(_ storage: EDIStorage) {
        self.storage = storage
        separators = storage.separators
    }

    /// The directory's lists, lent for a pass.
    struct Book {
        let segments: UnsafeBufferPointer<EDISegmentSpec>
        let elements: UnsafeBufferPointer<EDISegmentSpec.Element>
        let values: UnsafeBufferPointer<EDIValueSpec>
        let slots: UnsafeBufferPointer<UInt8>
    }

    /// Over every segment that the directory knows.
    mutating func run(_ rules: Book) {
        let content = storage.content
        content.bytes.withUnsafeBufferPointer { bytes in
            content.pieces.withUnsafeBufferPointer { pieces in
                content.entries.withUnsafeBufferPointer { entries in
                    for index in entries.indices {
                        let tag = entries[index].tag
                        let known = Int(rules.slots[tag.slot]) - 1
                        guard known >= 0, rules.segments[known].tag == tag else { continue }
                        segment = index
                        let mine = UnsafeBufferPointer(rebasing: pieces[entries[index].first..<entries[index].last])
                        run(mine, bytes, rules.segments[known], rules)
                    }
                }
            }
        }
    }

    private mutating func run(
        _ pieces: UnsafeBufferPointer<EDIPiece>, _ bytes: UnsafeBufferPointer<UInt8>, _ spec: EDISegmentSpec,
        _ rules: Book
    ) {
        var element = 0
        var component = 0
        var present: UInt64 = 0
        var components: UInt32 = 0
        for index in 1..<max(1, pieces.count) {
            let piece = pieces[index]
            if piece.beginsElement {
                close(spec, rules, element, components, &present)
                element += 1
                component = 1
                components = 0
            } else {
                component = piece.beginsRepetition ? 1 : component + 1
            }
            guard element > 0, !piece.isEmpty else { continue }
            guard element <= spec.count, component <= rules.elements[spec.first + element - 1].count else {
                add(.extra, element, component, spec.tag)
                return
            }
            components |= 1 << UInt32(truncatingIfNeeded: component - 1)
            let value = rules.elements[spec.first + element - 1].first + component - 1
            check(piece, rules.values[value], bytes, element, component)
        }
        close(spec, rules, element, components, &present)
        if spec.needed & ~present != 0 { missing(spec, rules, present) }
    }

    /// An element is over.
    private mutating func close(
        _ spec: EDISegmentSpec, _ rules: Book, _ element: Int, _ components: UInt32, _ present: inout UInt64
    ) {
        guard components != 0, element > 0, element <= spec.count else { return }
        present |= 1 << UInt64(element - 1)
        let one = rules.elements[spec.first + element - 1]
        let absent = one.needed & ~components
        guard absent != 0 else { return }
        let component = absent.trailingZeroBitCount
        add(.missing, element, component + 1, rules.values[one.first + component].code)
    }

    private mutating func missing(_ spec: EDISegmentSpec, _ rules: Book, _ present: UInt64) {
        for index in 0..<spec.count where (spec.needed & ~present) >> UInt64(index) & 1 == 1 {
            add(.missing, index + 1, 1, rules.elements[spec.first + index].code)
        }
    }

    private mutating func add(_ kind: EDIFlaw.Kind, _ element: Int, _ component: Int, _ code: EDITag) {
        flaws.append(EDIFlaw(kind: kind, segment: segment, element: element, component: component, code: code))
    }

    @inline(__always)
    private mutating func check(
        _ piece: EDIPiece, _ value: EDIValueSpec, _ bytes: UnsafeBufferPointer<UInt8>, _ element: Int,
        _ component: Int
    ) {
        if value.kind == .any, piece.count <= value.longest, piece.count >= value.shortest { return }
        if value.kind == .number, EDIFigures.isPlain(bytes, piece, separators.decimalMark ?? 0x2E, value) { return }
        examine(piece, value, bytes, element, component)
    }

    private mutating func examine(
        _ piece: EDIPiece, _ value: EDIValueSpec, _ bytes: UnsafeBufferPointer<UInt8>, _ element: Int,
        _ component: Int
    ) {
        let code = value.code
        if value.kind == .number {
            let figures = piece.isDirty ? storage.text(piece) : Array(bytes[piece.range])
            if let why = EDIFigures.problem(figures, separators.decimalMarks) {
                return add(.number(why), element, component, code)
            }
            let digits = figures.count { (0x30...0x39).contains($0) }
            if digits > value.longest { add(.long(digits, most: value.longest), element, component, code) }
            if digits < value.shortest { add(.short(digits, least: value.shortest), element, component, code) }
            return
        }
        if value.kind == .letters, !isLetters(piece) { add(.letters, element, component, code) }
        guard piece.count > value.longest || piece.count < value.shortest else { return }
        let count = characters(piece)
        if count > value.longest { add(.long(count, most: value.longest), element, component, code) }
        if count < value.shortest { add(.short(count, least: value.shortest), element, component, code) }
    }

    private func characters(_ piece: EDIPiece) -> Int { storage.text(piece).count { $0 & 0xC0 != 0x80 } }

    private func isLetters(_ piece: EDIPiece) -> Bool {
        storage.text(piece).allSatisfy { $0 > 0x7F || $0 == 0x20 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }
    }
}
