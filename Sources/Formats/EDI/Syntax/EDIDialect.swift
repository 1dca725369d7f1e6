/// Which separators are in force, and from where: UNA, the bytes behind UNB, or a version of the syntax.
struct EDIDialect {
    private var isAdvised = false
    /// UNA's fifth character, or the version's own where there is no UNA.
    private var reserved: UInt8 = 0x2A
    /// UNB has said version 4, in which elements may be repeated.
    private var mayRepeat = false

    /// What UNA says; it has been found usable.
    mutating func advice(_ raw: UnsafeBufferPointer<UInt8>) -> EDISeparators {
        isAdvised = true
        mayRepeat = false
        reserved = raw[7]
        return EDISeparators(advice: raw[3..<9]) ?? .usual
    }

    /// What stands behind UNB. After UNA it changes nothing; a second interchange without UNA may go on as the first one.
    mutating func header(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ current: EDISeparators) -> EDISeparators {
        defer { isAdvised = false }
        mayRepeat = false
        if isAdvised { return current }
        reserved = 0x2A
        if bytes.dropFirst(3).first == current.element { return current }
        return EDISeparators(header: bytes.prefix(9))
    }

    /// Whether a segment changes the separators of those after it: UNB with version 4, and UNH of a directory that is older
    /// than repetitions. Vendors write version 4 over D.96A, and a title may have an asterisk.
    mutating func follow(_ cut: EDICut, _ current: EDISeparators) -> EDISeparators? {
        var changed = current
        if cut.tag == "UNB" {
            mayRepeat = EDIText.equals(cut.bytes, cut.pieces, 1, 2, "4") && reserved > 0x20
            changed.repetition = nil
        } else if cut.tag == "UNH" {
            changed.repetition = mayRepeat && !EDIText.equals(cut.bytes, cut.pieces, 2, 3, "96A") ? reserved : nil
        } else {
            return nil
        }
        return changed == current ? nil : changed
    }
}
