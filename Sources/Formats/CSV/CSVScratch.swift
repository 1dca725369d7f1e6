/// The cells of the record now being read. Raw memory owned here alone: appending to it is one store.
final class CSVScratch {
    let capacity: Int
    let base: UnsafeMutablePointer<CSVCell>
    var count = 0
    /// More cells came than there is room for.
    var isOver = false

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    @inline(__always)
    func append(_ start: Int, _ end: Int) {
        guard count < capacity else {
            isOver = true
            return
        }
        (base + count).initialize(to: CSVCell(start, end))
        count += 1
    }
}
