/// One row, lent to rules: its text, and where each cell lies in it. A cell that is not there, or does not lie in the
/// text, is blank.
package struct RuleCells {
    let text: UnsafeBufferPointer<UInt8>
    let ranges: UnsafeBufferPointer<Range<Int>>

    /// UTF-8; both buffers must outlive the use.
    package init(text: UnsafeBufferPointer<UInt8>, ranges: UnsafeBufferPointer<Range<Int>>) {
        self.text = text
        self.ranges = ranges
    }

    /// The cell without the blanks around it, or as it stands.
    package func cell(_ number: Int, trimmed: Bool = true) -> UnsafeBufferPointer<UInt8> {
        guard number >= 0, number < ranges.count else { return UnsafeBufferPointer(rebasing: text[0..<0]) }
        let range = ranges[number]
        guard range.lowerBound >= 0, range.upperBound <= text.count else {
            return UnsafeBufferPointer(rebasing: text[0..<0])
        }
        return UnsafeBufferPointer(rebasing: text[trimmed ? Blanks.trimmed(text, range) : range])
    }
}
