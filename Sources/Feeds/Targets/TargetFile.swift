import Exchange
import Rules

/// One data file being written.
final class TargetFile {
    let part: String?
    let sink: any ByteSink
    var counts: TargetCounts
    private let late: [TargetLate]
    private var buffer: [UInt8] = []

    /// `head` is what stands before the records.
    init(_ part: String?, _ sink: any ByteSink, _ counts: TargetCounts, head: [UInt8], _ late: [TargetLate]) {
        self.part = part
        self.sink = sink
        self.counts = counts
        self.late = late
        buffer = head
    }

    func append(_ bytes: [UInt8]) throws(Fault) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 17 { try flush() }
    }

    func flush() throws(Fault) {
        if buffer.isEmpty { return }
        try sink.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Fills in what could not be known before.
    func patch(_ pen: TargetPen) throws(Fault) {
        for one in late {
            _ = pen.make(one.cell, nil)
            try TargetFile.demandSound(pen)
            guard pen.text.count == one.place.count else {
                throw Fault(
                    .targetTotals, .stop, "'\(one.cell.field.name)' in front of the records does not fit its width.")
            }
            try sink.patch(pen.text, at: one.place.lowerBound)
        }
    }

    /// What stands once in a file belongs to no record that could be rejected.
    static func demandSound(_ pen: TargetPen) throws(Fault) {
        guard let problem = pen.problems.first else { return }
        throw Fault(
            .targetTotals, .stop, "'\(problem.field)', which stands once in a file, \(problem.words).",
            context: ["field": problem.field])
    }
}
