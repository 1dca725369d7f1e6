import Exchange

/// What every reader must keep, whatever its format. Each check returns what it found broken, for a test to expect
/// nothing of; an empty list is a pass.
package struct ReaderSuite<R: Reader, Kept: Equatable & Sendable> {
    private let make: () -> R
    private let keep: (borrowing R.Record) -> Kept

    /// `make` gives a fresh reader; `keep` copies out of a record what counts.
    package init(_ make: @escaping () -> R, keep: @escaping (borrowing R.Record) -> Kept) {
        self.make = make
        self.keep = keep
    }

    /// Reads `input` in chunks of `size` bytes.
    package func read(_ input: [UInt8], by size: Int) -> ReaderOutcome<Kept> {
        var outcome = ReaderOutcome<Kept>()
        let report = Report()
        var reader = make()
        let emit = { (record: borrowing R.Record, position: Position) throws(Fault) -> Demand in
            outcome.records.append(keep(record))
            outcome.positions.append(position)
            return .more
        }
        do throws(Fault) {
            var index = 0
            while index < input.count {
                let chunk = Array(input[index..<min(input.count, index + size)])
                _ = try chunk.withUnsafeBufferPointer { chunk throws(Fault) in
                    try reader.read(UnsafeRawBufferPointer(chunk).bytes, report: report, emit)
                }
                index += size
            }
            try reader.finish(report: report, emit)
        } catch {
            outcome.fault = error
        }
        outcome.findings = report.findings
        return outcome
    }

    /// The same records, positions, findings and fault whatever the chunk size.
    package func chunking(_ input: [UInt8], sizes: [Int] = [1, 2, 3, 5, 7, 8, 13, 64, 255]) -> [String] {
        let whole = read(input, by: max(1, input.count))
        return sizes.compactMap { size in
            let parts = read(input, by: size)
            return parts == whole ? nil : "chunks of \(size) bytes give \(parts), the whole gives \(whole)"
        }
    }

    /// However short the input is cut, reading ends; every record but the last two is as in the whole (the cut changes
    /// the last one); every fault says where.
    package func truncation(_ input: [UInt8]) -> [String] {
        let whole = read(input, by: max(1, input.count))
        return (0..<input.count).compactMap { length in
            let part = read(Array(input[..<length]), by: 64)
            let certain = part.records.dropLast()
            if !whole.records.starts(with: certain) { return "cut at \(length): other records than in the whole" }
            if let fault = part.fault, fault.context["byte"] == nil {
                return "cut at \(length): \(fault.message) (where?)"
            }
            return nil
        }
    }

    /// Positions go up and lie inside the input.
    package func order(_ input: [UInt8]) -> [String] {
        let positions = read(input, by: 64).positions
        var broken: [String] = []
        for (before, after) in zip(positions, positions.dropFirst()) {
            let rises = before.byte < after.byte && before.line <= after.line && before.record + 1 == after.record
            if !rises { broken.append("\(after) follows \(before)") }
        }
        return broken + positions.filter { $0.byte >= input.count || $0.line < 1 }.map { "\($0) is outside" }
    }
}
