/// One way a file goes wrong, and what a run may make of it. Where one kind can end in several ways, it is because
/// chance decides what is hit; each is listed, nothing else is allowed.
struct MutationKind: Sendable {
    /// What a file is, and what a run knows when it comes.
    enum Family: String, Sendable, CaseIterable {
        /// Damaged as a file: the shipped sample and the shipped profile, nothing delivered before.
        case malformed
        /// Whole as a file, wrong in what its rows say: invented people and the rules of a careful profile.
        case mischief
        /// Right row by row, wrong as a load: held against a load delivered the night before.
        case load
    }

    let name: String
    let family: Family
    let change: @Sendable (Sheet, inout SeededNumbers) -> [UInt8]
    let allowed: Set<Int>
    /// A code that must be among what was said; nil where chance decides.
    let code: String?
    let profile: PlainProfile
    /// The name under which it comes.
    let file: String
    /// Whether the oracle says exactly who is delivered and how the run ends, or only who may be.
    let isExact: Bool

    init(
        _ name: String, _ family: Family, _ allowed: Set<Int>, code: String? = nil, profile: PlainProfile = .shipped,
        file: String = "people_2.csv", isExact: Bool = false,
        _ change: @escaping @Sendable (Sheet, inout SeededNumbers) -> [UInt8]
    ) {
        self.name = name
        self.family = family
        self.allowed = allowed
        self.code = code
        self.profile = profile
        self.file = file
        self.isExact = isExact
        self.change = change
    }

    static let all =
        MalformedKinds.all + RowKinds.all + DateKinds.all + TextKinds.all + IdentifierKinds.all + LoadKinds.all
        + ShiftedKinds.all

    static let done = 0
    static let rejects = 1
    static let held = 2
    static let nothing = 3
    static let refused = 5
}
