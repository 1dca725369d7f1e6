/// Where a value stands in its line.
struct LineValue {
    let range: Range<Int>
    let isQuoted: Bool

    /// As it was before quotes were put around it.
    func text(_ line: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard isQuoted else { return Array(line[range]) }
        var text: [UInt8] = []
        var at = range.lowerBound
        while at < range.upperBound {
            text.append(line[at])
            // The first of two.
            at += line[at] == 0x22 ? 2 : 1
        }
        return text
    }
}
