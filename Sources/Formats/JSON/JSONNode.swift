/// One value of a JSON text, or one key of an object: where its text stands, and where the value after it is.
struct JSONNode {
    enum Kind: UInt8 { case object, array, text, number, yes, no, null }

    let kind: Kind
    /// A text has escapes, which must be resolved before it is looked at.
    var isEscaped = false
    /// Offsets in the source; a text's without its quotes.
    let start: UInt32
    var end: UInt32
    /// The index of the first node that is not inside this one.
    var next: UInt32

    init(_ kind: Kind, _ start: Int, _ end: Int, next: Int) {
        self.kind = kind
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
    /// Where it begins in the source, a text with its quote.
    var place: Int { kind == .text ? Int(start) - 1 : Int(start) }
    var isContainer: Bool { kind == .object || kind == .array }
}
