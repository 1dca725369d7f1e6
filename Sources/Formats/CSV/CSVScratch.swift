/// Room for the cells of the record now being read: raw memory owned here alone, so that taking a cell is one store.
final class CSVScratch {
    let capacity: Int
    let base: UnsafeMutablePointer<TableCell>

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }
}
