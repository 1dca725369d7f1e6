/// Bytes in, records out. The caller owns the buffer and the loop; the records are the same whatever the chunk size.
///
/// - A record is lent: copy what must outlive the call.
/// - What concerns one record is a finding in the report; what makes the rest unreadable is a fault with the position.
/// - After a fault or `.enough`, neither verb is called again.
package protocol Reader<Record> {
    associatedtype Record

    /// Takes the next bytes of the input, in order, and emits each record they complete.
    mutating func read(
        _ chunk: RawSpan, report: Report, _ emit: (borrowing Record, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand

    /// The input is at its end: emits a last record without a terminator, or faults where the syntax forbids the end here.
    mutating func finish(
        report: Report, _ emit: (borrowing Record, Position) throws(Fault) -> Demand
    ) throws(Fault)
}
