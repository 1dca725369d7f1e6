/// One pass over a segment's pieces beside what the directory says of them.
struct EDIValueScan {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let storage: EDIStorage
    private var flaws: [EDIFlaw] = []

    /// Empty for a sound segment; the first flaw of each kind and place otherwise.
    static func flaws(
        _ pieces: UnsafeBufferPointer<EDIPiece>, _ bytes: UnsafeBufferPointer<UInt8>, _ spec: borrowing EDISegmentSpec,
        _ storage: EDIStorage
    ) -> [EDIFlaw] {
        var scan = EDIValueScan(bytes: bytes, storage: storage)
        scan.run(pieces, spec)
        return scan.flaws
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, storage: EDIStorage) {
        self.bytes = bytes
        self.storage = storage
    }

    private mutating func run(_ pieces: UnsafeBufferPointer<EDIPiece>, _ spec: borrowing EDISegmentSpec) {
        var element = 0
        var component = 0
        var present: UInt64 = 0
        var components: UInt32 = 0
        for piece in pieces.dropFirst() {
            if piece.beginsElement {
                close(spec, element, components, &present)
                element += 1
                component = 1
                components = 0
            } else {
                component = piece.beginsRepetition ? 1 : component + 1
            }
            guard element > 0, !piece.isEmpty else { continue }
            guard element <= spec.elements.count, component <= spec.elements[element - 1].count else {
                flaws.append(EDIFlaw(kind: .extra, element: element, component: component, code: ""))
                return
            }
            components |= 1 << UInt32(truncatingIfNeeded: component - 1)
            check(piece, spec.values[spec.elements[element - 1].first + component - 1], element, component)
        }
        close(spec, element, components, &present)
        if spec.needed & ~present != 0 { missing(spec, present) }
    }

    /// An element is over.
    private mutating func close(
        _ spec: borrowing EDISegmentSpec, _ element: Int, _ components: UInt32, _ present: inout UInt64
    ) {
        guard components != 0, element > 0, element <= spec.elements.count else { return }
        present |= 1 << UInt64(element - 1)
        let absent = spec.elements[element - 1].needed & ~components
        guard absent != 0 else { return }
        let component = absent.trailingZeroBitCount
        let code = spec.values[spec.elements[element - 1].first + component].code
        flaws.append(EDIFlaw(kind: .missing, element: element, component: component + 1, code: code))
    }

    private mutating func missing(_ spec: borrowing EDISegmentSpec, _ present: UInt64) {
        for (index, element) in spec.elements.enumerated()
        where element.isMandatory && present & (1 << UInt64(index)) == 0 {
            flaws.append(EDIFlaw(kind: .missing, element: index + 1, component: 1, code: element.code))
        }
    }

    @inline(__always)
    private mutating func check(
        _ piece: EDIPiece, _ value: borrowing EDIValueSpec, _ element: Int, _ component: Int
    ) {
        if value.kind == .any, piece.count <= value.longest, piece.count >= value.shortest { return }
        examine(piece, value, element, component)
    }

    private mutating func examine(
        _ piece: EDIPiece, _ value: borrowing EDIValueSpec, _ element: Int, _ component: Int
    ) {
        let code = value.code
        func add(_ kind: EDIFlaw.Kind) -> EDIFlaw {
            EDIFlaw(kind: kind, element: element, component: component, code: code)
        }
        if value.kind == .number {
            let figures = piece.isDirty ? storage.text(piece) : Array(bytes[piece.range])
            if let why = EDIFigures.problem(figures, storage.separators.decimalMarks) { return flaws.append(add(.number(why))) }
            let digits = figures.count { (0x30...0x39).contains($0) }
            if digits > value.longest { flaws.append(add(.long(digits, most: value.longest))) }
            if digits < value.shortest { flaws.append(add(.short(digits, least: value.shortest))) }
            return
        }
        if value.kind == .letters, isLetters(piece) == false { flaws.append(add(.letters)) }
        guard piece.count > value.longest || piece.count < value.shortest else { return }
        let count = characters(piece)
        if count > value.longest { flaws.append(add(.long(count, most: value.longest))) }
        if count < value.shortest { flaws.append(add(.short(count, least: value.shortest))) }
    }

    private func characters(_ piece: EDIPiece) -> Int { storage.text(piece).count { $0 & 0xC0 != 0x80 } }

    private func isLetters(_ piece: EDIPiece) -> Bool {
        storage.text(piece).allSatisfy { $0 > 0x7F || $0 == 0x20 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }
    }
}
