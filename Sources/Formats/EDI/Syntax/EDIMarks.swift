/// Where in a segment the lexer first saw what should not be there, in bytes from its start; -1 where it did not.
struct EDIMarks: Hashable, Sendable {
    /// A line break inside the segment.
    var wrap = -1
    /// A separator that a writer leaves out, because nothing follows it.
    var trailing = -1
    /// A control character.
    var control = -1
    /// Blanks, NUL and the like behind the terminator.
    var padding = -1

    @inline(__always)
    static func note(_ mark: inout Int, _ index: Int) { if mark < 0 { mark = index } }

    @inline(__always)
    var isClean: Bool { wrap & trailing & control & padding == -1 }
}
