import Exchange

/// Why a row cannot be taken as it stands: the first thing found wrong with it.
package struct TableProblem: Hashable, Sendable {
    package let code: Code
    /// Bytes from the start of the row.
    package let offset: Int
    /// Counts from 1, in the file.
    package let line: Int
    /// The cell, from 0; nil where the record as a whole is meant.
    package let cell: Int?
    /// One sentence, without a value from the record.
    package let message: String

    package init(_ code: Code, offset: Int, line: Int, cell: Int?, message: String) {
        self.code = code
        self.offset = offset
        self.line = line
        self.cell = cell
        self.message = message
    }

    /// The finding about a record that starts at `start`; `path` names the column.
    package func finding(_ start: Position, path: String?) -> Finding {
        let position = Position(record: start.record, byte: start.byte + offset, line: line, path: path)
        return Finding(.error, code, position, message)
    }
}
