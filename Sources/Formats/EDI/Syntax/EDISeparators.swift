/// The characters that structure an interchange. A value, so that another syntax (X12 takes them from its fixed ISA, and
/// has no release character) needs no other lexer.
package struct EDISeparators: Hashable, Sendable {
    /// Between the components of an element.
    package var component: UInt8
    /// Between the elements of a segment.
    package var element: UInt8
    /// What a number has as its decimal mark; nil where nothing says which, and either of two may stand (ISO 9735, 10.1).
    package var decimalMark: UInt8?
    /// Takes the meaning from the character after it; nil where there is none.
    package var release: UInt8?
    /// Between the repetitions of an element (ISO 9735 version 4); nil before that.
    package var repetition: UInt8?
    /// Ends a segment.
    package var terminator: UInt8

    package init(
        component: UInt8, element: UInt8, decimalMark: UInt8?, release: UInt8?, repetition: UInt8? = nil,
        terminator: UInt8
    ) {
        self.component = component
        self.element = element
        self.decimalMark = decimalMark
        self.release = release
        self.repetition = repetition
        self.terminator = terminator
    }

    /// ISO 9735, level A, without UNA.
    package static let usual = EDISeparators(
        component: 0x3A, element: 0x2B, decimalMark: nil, release: 0x3F, terminator: 0x27)

    /// ISO 9735, level B, without UNA: the information separators of ISO 646.
    package static let levelB = EDISeparators(
        component: 0x1F, element: 0x1D, decimalMark: nil, release: nil, terminator: 0x1C)

    /// The six characters behind `UNA` (ISO 9735, annex B); nil where they cannot be told apart. The fifth is reserved, and
    /// separates repetitions only once UNB has said version 4.
    init?(advice: some Collection<UInt8>) {
        let signs = Array(advice)
        guard signs.count == 6 else { return nil }
        component = signs[0]
        element = signs[1]
        decimalMark = signs[2]
        release = signs[3] == 0x20 ? nil : signs[3]
        repetition = nil
        terminator = signs[5]
        guard isUsable else { return nil }
    }

    /// Without UNA: by what stands behind `UNB`, whatever level it names. Real level B is rare, and its name is not.
    init(header: some Collection<UInt8>) {
        let bytes = Array(header)
        self = .usual
        guard bytes.count > 3, bytes[3] != EDISeparators.usual.element else { return }
        if bytes[3] == EDISeparators.levelB.element {
            self = .levelB
            return
        }
        element = bytes[3]
        // `UNB<UNOA:3`: the component separator stands behind the four letters of the syntax identifier.
        if bytes.count > 8, !EDISeparators.isPlain(bytes[8]), bytes[8] != element { component = bytes[8] }
    }

    /// What numbers may have as their decimal mark.
    package var decimalMarks: [UInt8] { decimalMark.map { [$0] } ?? [0x2E, 0x2C] }

    private var isUsable: Bool {
        let structural = [component, element, terminator] + (release.map { [$0] } ?? [])
        return Set(structural).count == structural.count && !structural.contains(where: EDISeparators.isPlain)
    }

    /// Letters, digits, blanks and bytes above ASCII separate nothing.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x00, 0x80...0xFF: true
        default: false
        }
    }
}
