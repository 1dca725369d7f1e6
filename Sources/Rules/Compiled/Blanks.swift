/// What counts as blank around and instead of a value: white space as ASCII has it (tab, line breaks, space), and the
/// no-break space (U+00A0) that spreadsheets leave behind.
package enum Blanks {
    /// The part of `range` without the blanks at its ends; empty where there is nothing else.
    @inlinable package static func trimmed(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            if isBlank(text[low]) {
                low += 1
            } else if text[low] == 0xC2, low + 1 < high, text[low + 1] == 0xA0 {
                low += 2
            } else {
                break
            }
        }
        while high > low {
            if isBlank(text[high - 1]) {
                high -= 1
            } else if text[high - 1] == 0xA0, high - 2 >= low, text[high - 2] == 0xC2 {
                high -= 2
            } else {
                break
            }
        }
        return low..<high
    }

    @inlinable static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }

    /// The same in place, for what is being made.
    static func trim(_ bytes: inout [UInt8], from start: Int) {
        let kept = bytes.withUnsafeBufferPointer { trimmed($0, start..<$0.count) }
        bytes.removeSubrange(kept.upperBound...)
        if kept.lowerBound > start { bytes.removeSubrange(start..<kept.lowerBound) }
    }
}
