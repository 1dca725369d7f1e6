/// Bytes outside of every segment.
struct EDIStray: Hashable, Sendable {
    /// Where they start in the file.
    var start: Int
    var line: Int
    var count = 0
    /// Nothing but blanks, line breaks and NUL.
    var isPadding = true
    /// A byte order mark of UTF-8.
    var isMark = false
}
