import Exchange

/// Reads a source file row by row, whatever its syntax: CSV, fixed width, JSON.
///
/// - `header` stands before the first row is emitted. Every sound row has as many cells as the header has columns.
/// - Rows are emitted in order, sound or not: a row with a `problem` has been reported as a finding already. Its cells are
///   not to be trusted; the caller counts it as rejected and keeps its `raw` bytes. Positions count rows from 1.
/// - `Position.byte` is where `raw` starts in the source, so `StagedFile.read(into:at:)` of `raw.count` bytes from there
///   gives `raw` back. The rejects writer can be fed with bytes that were fetched again like that.
/// - A cell is UTF-8.
/// - The rows are the same whatever the chunks. Memory does not grow with the file; a record has a limit.
/// - Faults refuse the file as a whole and say where (`line` and `byte` in the context). After a fault or `.enough`
///   neither verb is called again.
package protocol Table: AnyObject {
    var header: TableHeader? { get }

    /// Every row ends with a line end, but perhaps the file's last: a last row without one may have been cut off.
    var hasLineEnds: Bool { get }

    /// Takes the next bytes of the file, in order, and emits each row they complete.
    func read(
        _ chunk: RawSpan, report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand

    /// The file is at its end: emits a last row without a terminator, or faults where the syntax forbids the end here.
    func finish(
        report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault)

    /// A writer of rejected rows in the file's own syntax. Asked for when the first row has been emitted, or later.
    func rejects() -> any TableRejects
}
