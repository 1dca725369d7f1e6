/// What each of the 256 bytes means to the lexer, in raw memory owned here alone, so that asking is one load.
final class EDISigns {
    static let data: UInt8 = 0
    static let component: UInt8 = 1
    static let element: UInt8 = 2
    static let repetition: UInt8 = 3
    static let release: UInt8 = 4
    static let terminator: UInt8 = 5
    /// CR or LF that separate nothing.
    static let lineBreak: UInt8 = 6
    /// Other control characters.
    static let control: UInt8 = 7

    let base: UnsafeMutablePointer<UInt8>

    init(_ separators: EDISeparators) {
        base = .allocate(capacity: 256)
        fill(separators)
    }

    deinit { base.deallocate() }

    func fill(_ separators: EDISeparators) {
        base.initialize(repeating: EDISigns.data, count: 256)
        base.update(repeating: EDISigns.control, count: 0x20)
        base[0x0A] = EDISigns.lineBreak
        base[0x0D] = EDISigns.lineBreak
        if let repetition = separators.repetition { base[Int(repetition)] = EDISigns.repetition }
        if let release = separators.release { base[Int(release)] = EDISigns.release }
        base[Int(separators.component)] = EDISigns.component
        base[Int(separators.element)] = EDISigns.element
        base[Int(separators.terminator)] = EDISigns.terminator
    }

    /// What may stand between two segments without being one: line breaks, blanks, NUL, and the end mark of CP/M.
    @inline(__always)
    static func isPadding(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A, 0x0D, 0x20, 0x09, 0x00, 0x1A: true
        default: false
        }
    }
}
