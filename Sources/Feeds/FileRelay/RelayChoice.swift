import Exchange

/// Which files go on, and the books of it: a record is a file.
struct RelayChoice {
    private let skipped: [FilePattern]
    private let selection: Selection?

    init(_ skipped: [FilePattern], _ selection: Selection?) {
        self.skipped = skipped
        self.selection = selection
    }

    /// Counts the file, and answers whether it is wanted.
    func takes(_ name: String, _ report: Report) -> Bool {
        report.tally.read += 1
        guard isWanted(name, after: report.tally.accepted) else {
            report.tally.filtered += 1
            return false
        }
        report.tally.accepted += 1
        return true
    }

    private func isWanted(_ name: String, after count: Int) -> Bool {
        if skipped.contains(where: { $0.matches(name) }) { return false }
        guard let selection else { return true }
        return selection.limit.map { count < $0 } ?? true && selection.only?.contains(name) ?? true
    }
}
