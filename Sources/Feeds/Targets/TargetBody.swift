import Exchange

/// One syntax of targets: what stands before the records, each of them, and what follows. Everything is appended to `bytes`
/// in the target's encoding.
protocol TargetBody: AnyObject {
    var pen: TargetPen { get }
    /// Answers what must be filled in when everything is written: values, and where they stand in `bytes`.
    func head(into bytes: inout [UInt8]) -> [TargetLate]
    /// The outermost record in the pen's store, while its cells are lent.
    func record(into bytes: inout [UInt8])
    func tail(into bytes: inout [UInt8])
}

/// A value in front of the records that is known only at the end.
struct TargetLate {
    let cell: TargetCell
    let place: Range<Int>
}
