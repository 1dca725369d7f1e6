/// Where in an input something stands. Records and lines count from 1, bytes from 0, in the source file as it was
/// received: an editor's "go to line" and `dd skip=` both land there.
package struct Position: Hashable, Sendable {
    package var record: Int
    package var byte: Int
    package var line: Int
    /// The place inside the record in the syntax's own notation: a column name, `BGM/1004`, `245$a`.
    package var path: String?
    /// The file's name at its source, where a run has several; set by the report.
    package var file: String?

    package init(record: Int = 0, byte: Int = 0, line: Int = 0, path: String? = nil) {
        self.record = record
        self.byte = byte
        self.line = line
        self.path = path
    }

    package func at(_ path: String) -> Position {
        var copy = self
        copy.path = path
        return copy
    }
}
