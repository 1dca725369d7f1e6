/// Room for the pieces of the segment now being read: raw memory owned here alone, so that taking a piece is one store.
final class EDIScratch {
    private var capacity = 256
    private(set) var base: UnsafeMutablePointer<EDIPiece>

    init() { base = .allocate(capacity: capacity) }

    deinit { base.deallocate() }

    @inline(__always)
    func put(_ piece: EDIPiece, at index: Int) {
        if index == capacity { grow() }
        (base + index).initialize(to: piece)
    }

    private func grow() {
        let larger = UnsafeMutablePointer<EDIPiece>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: capacity)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
