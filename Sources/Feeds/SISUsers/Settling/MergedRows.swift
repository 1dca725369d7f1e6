/// Which rows became one user, so that all of them are rejected if that user is: whoever corrects the rejects and runs
/// them again must have the whole person. Eight bytes a row and sixteen a person.
struct MergedRows {
    private var people: [(first: UInt32, offset: Int)] = []
    private var others: [(first: UInt32, row: UInt32)] = []

    /// `rows` in order; `offset` is where the first of them lay in the spool as it was read.
    mutating func add(_ rows: [Int], offset: Int) {
        let first = UInt32(truncatingIfNeeded: rows[0])
        people.append((first, offset))
        for row in rows.dropFirst() { others.append((first, UInt32(truncatingIfNeeded: row))) }
    }

    /// Rejected users are the rows again that they were made of.
    func takeApart(_ table: inout UserTable) {
        for (first, row) in others where table.state(Int(first)) == .rejected { table.set(Int(row), .rejected) }
        for (first, offset) in people where table.state(Int(first)) == .rejected {
            table.restore(Int(first), to: offset)
        }
    }
}
