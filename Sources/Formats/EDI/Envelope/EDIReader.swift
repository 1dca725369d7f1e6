import Exchange

/// Reads a file of interchanges as vendors really write it, or strictly.
///
/// - Emits beginnings, whole messages and ends in the file's order (`EDIEvent`). A message is emitted when its UNT has come,
///   or when it turns out to have none: `isWhole` says which, and counts never do. A cut file has no whole message that the
///   whole file has not.
/// - Positions: `record` is the message's number in the file (of an envelope: of the last message so far), `byte` and `line`
///   where UNH, UNB or the trailer stands; where a trailer is missing, the byte before which it would have to be.
/// - Findings are in the report before the event they concern; `EDIMessage.worst` tells whether one of them is an error.
///   What concerns the writer rather than a value is said once in an interchange (`EDIDeviation`).
/// - Every byte of the file belongs to the `raw` of an event, or is counted in `counts.stray` or `counts.lost`.
/// - Faults: `edi.empty`, `edi.foreign`, `edi.segment.long`, `edi.message.long`.
package final class EDIReader: Reader {
    private var cutter: EDICutter
    private var envelope: EDIEnvelope

    /// `checksStructure`: whether messages are held against their directory.
    package init(_ mode: EDIMode = .tolerant, limits: EDILimits = EDILimits(), checksStructure: Bool = true) {
        cutter = EDICutter(limits)
        envelope = EDIEnvelope(mode, limits, checksStructure: checksStructure)
    }

    package var counts: EDICounts { envelope.counts }

    package func read(
        _ chunk: RawSpan, report: Report, _ emit: (borrowing EDIEvent, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        try chunk.withUnsafeBytes { raw throws(Fault) in
            try cutter.cut(raw.bindMemory(to: UInt8.self)) { part, separators throws(Fault) in
                try envelope.take(part, separators, report, emit)
            }
        }
    }

    package func finish(
        report: Report, _ emit: (borrowing EDIEvent, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        var demand = Demand.more
        try cutter.finish { part, separators throws(Fault) in
            demand = try envelope.take(part, separators, report, emit)
            return demand
        }
        guard demand == .more else { return }
        if !cutter.hasBegun {
            throw cutter.sample.isEmpty ? EDIRefusal.empty() : EDIRefusal.foreign(cutter.sample, within: nil)
        }
        try envelope.finish(at: cutter.start, report, emit)
    }
}
