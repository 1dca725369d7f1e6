/// Where a file that came in stands: `seen` at the source, `staged` here whole, `taken` by a conversion, `released` at
/// the source (archived, moved, removed, or left on purpose; straight from `seen`: somebody else had taken it first).
package enum ArrivalState: String, Sendable, CaseIterable {
    case seen, staged, taken, released

    package var mayBecome: Set<ArrivalState> {
        switch self {
        case .seen: [.staged, .released]
        case .staged: [.taken, .released]
        case .taken: [.released]
        case .released: []
        }
    }
}
