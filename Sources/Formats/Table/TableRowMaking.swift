import Exchange

extension TableRow {
    /// A row whose cells were made, not read: `raw` is what it came from.
    package init(raw: [UInt8], cells: [String]) {
        self.init()
        self.raw = raw
        isDecoded = true
        ranges.reserveCapacity(cells.count)
        for cell in cells {
            let start = decoded.count
            decoded.append(contentsOf: cell.utf8)
            ranges.append(TableCell(start, decoded.count))
        }
    }

    /// The same bytes as a row that cannot be taken.
    package init(raw: [UInt8], problem: TableProblem) {
        self.init()
        self.raw = raw
        self.problem = problem
    }
}
