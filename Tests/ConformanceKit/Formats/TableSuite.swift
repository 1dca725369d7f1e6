import Exchange
import Formats

/// What every table must keep, whatever its syntax, beside what every reader must (`ReaderSuite`). Each check answers what
/// it found broken.
package struct TableSuite {
    private let make: () -> any Table

    package init(_ make: @escaping () -> any Table) { self.make = make }

    /// A row as it was lent.
    package struct Row: Hashable, Sendable {
        package var raw: [UInt8] = []
        package var byte = 0
        package var cells: [[UInt8]] = []
        package var problem: Code?
        package var textEnd = 0
        package var lastEnd = 0
    }

    /// All rows of `input`, and the rejects file of those for which `isRejected` says so, by their number from 0.
    package func read(
        _ input: [UInt8], by size: Int = 64, rejecting isRejected: @escaping (Int) -> Bool = { _ in false }
    ) -> (rows: [Row], rejects: [UInt8], fault: Fault?, header: TableHeader?) {
        let table = make()
        let report = Report()
        let sink = MemorySink()
        var writer: (any TableRejects)?
        var rows: [Row] = []
        let take = { (row: borrowing TableRow, position: Position) throws(Fault) -> Demand in
            let row = copy row
            if isRejected(rows.count) {
                if writer == nil {
                    writer = table.rejects()
                    try writer?.begin(sink)
                }
                try writer?.write(row.raw, to: sink)
            }
            rows.append(TableSuite.row(row, position))
            return .more
        }
        do throws(Fault) {
            var index = 0
            while index < input.count {
                let chunk = Array(input[index..<min(input.count, index + size)])
                _ = try chunk.withUnsafeBufferPointer { chunk throws(Fault) in
                    try table.read(UnsafeRawBufferPointer(chunk).bytes, report: report, take)
                }
                index += size
            }
            try table.finish(report: report, take)
            try writer?.finish(sink)
        } catch {
            return (rows, sink.bytes, error, table.header)
        }
        return (rows, sink.bytes, nil, table.header)
    }

    private static func row(_ row: TableRow, _ position: Position) -> Row {
        var seen = Row(raw: row.raw, byte: position.byte, problem: row.problem?.code)
        seen.cells = row.isSound ? row.cells : []
        seen.lastEnd = (0..<row.count).map { row.range($0).upperBound }.max() ?? 0
        seen.textEnd = row.count == 0 ? 0 : row.range(row.count - 1).upperBound
        return seen
    }

    /// `raw` is what the source holds from the position on, and no cell ends behind the last.
    package func bytes(_ input: [UInt8]) -> [String] {
        let (rows, _, _, header) = read(input)
        return rows.enumerated().compactMap { number, row in
            guard row.byte + row.raw.count <= input.count,
                Array(input[row.byte..<row.byte + row.raw.count]) == row.raw
            else { return "row \(number + 1): raw is not what the source holds from byte \(row.byte) on" }
            if row.textEnd != row.lastEnd { return "row \(number + 1): a cell ends behind the last one" }
            if row.problem == nil, row.cells.count != header?.count {
                return "row \(number + 1): \(row.cells.count) cells under \(header?.count ?? -1) columns"
            }
            return nil
        }
    }

    /// The rejects file is read by the same table: the rows that were rejected, byte for byte.
    package func rejects(_ input: [UInt8], _ isRejected: @escaping (Int) -> Bool) -> [String] {
        let (rows, rejects, fault, _) = read(input, rejecting: isRejected)
        if let fault { return ["\(fault)"] }
        let wanted = rows.indices.filter(isRejected).map { rows[$0] }
        let again = read(rejects)
        if let fault = again.fault { return ["the rejects file is refused: \(fault.message)"] }
        let isSame = again.rows.map(\.cells) == wanted.map(\.cells)
        return isSame ? [] : ["the rejects file holds \(again.rows), not \(wanted)"]
    }

    /// Damaged bytes never stop the program, every row stays what the source holds, and every fault says where.
    package func mutations(_ input: [UInt8], seeds: Range<UInt64>) -> [String] {
        seeds.flatMap { seed -> [String] in
            var numbers = SeededNumbers(seed: seed)
            let damaged = Mutation.of(input, &numbers)
            let fault = read(damaged, by: 7).fault
            let lost = fault != nil && fault?.context["byte"] == nil ? ["\(fault?.message ?? "") (where?)"] : []
            return (bytes(damaged) + lost).map { "seed \(seed): \($0)" }
        }
    }
}
