/// The bytes of a document from some place on, for the records' own bytes. The parser says where a record is only from
/// within its tags, so the `<` before is looked for.
struct XMLWindow {
    private var bytes: [UInt8] = []
    /// The place of the first byte in the document.
    private var start = 0

    mutating func append(_ chunk: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: chunk) }

    /// Lends the record whose start tag has the byte `inside`, and which ends before `end`.
    func record(from inside: Int, to end: Int) -> (bytes: ArraySlice<UInt8>, byte: Int) {
        let first = tag(at: inside)
        var last = max(first, min(end - start, bytes.count))
        // Where an end tag is missing, the end is within the next tag.
        if last > first, bytes[last - 1] != 0x3E { last = max(first, tag(at: last - 1 + start)) }
        return (bytes[first..<last], first + start)
    }

    /// What stands before the byte `end`.
    func head(before end: Int) -> ArraySlice<UInt8> { start > 0 ? [] : bytes[..<max(0, min(end, bytes.count))] }

    /// Forgets what stands before the tag that has the byte `place`.
    mutating func forget(before place: Int) {
        let first = tag(at: place)
        // Moving what is left costs as much as that is long.
        guard first > bytes.count / 2 || first > 1 << 20 else { return }
        bytes.removeFirst(first)
        start += first
    }

    /// The index of the last `<` at or before that byte.
    private func tag(at place: Int) -> Int {
        var index = min(max(0, place - start), bytes.count)
        if index == bytes.count { index -= 1 }
        while index > 0, bytes[index] != 0x3C { index -= 1 }
        return max(0, index)
    }
}
