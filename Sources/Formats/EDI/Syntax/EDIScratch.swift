/// Room for the pieces of the segment now being read: raw memory owned here alone, so that taking a piece is one store.
final class EDIScratch {
    private(set) var capacity = 256
    private(set) var base: UnsafeMutablePointer<EDIPiece>

    init() { base = .allocate(capacity: capacity) }

    deinit { base.deallocate() }

    /// Twice as much, with what is in it.
    func grow() {
        let larger = UnsafeMutablePointer<EDIPiece>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: capacity)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
