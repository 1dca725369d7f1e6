/// What can stand in braces in a name pattern.
package enum Placeholder: String, Hashable, Sendable, CaseIterable {
    /// The run's day: `20261121`.
    case date
    /// The run's time of day: `023005`.
    case time
    /// The run's own number: `26-0412`.
    case run
    /// The profile's sequence number.
    case sequence
    /// The profile's name without its institution.
    case profile
    /// The number of this output among the run's, from 1.
    case ordinal
    /// The arrival's name: `students.csv`.
    case name
    /// The arrival's name up to its last dot: `students`.
    case stem
    /// The arrival's name from its last dot on, the dot included: `.csv`; empty where it has none.
    case ext
    /// Which of several files of one run this is, in the profile's own word (`charges`, `control`).
    case part

    /// What the name of a delivery may hold.
    package static let ofDeliveries: Set<Placeholder> = [.date, .time, .run, .sequence, .profile, .ordinal]
    /// What it may hold beside that where each delivery is made of one named file.
    package static let ofCopies: Set<Placeholder> = [.name, .stem, .ext]
    /// What the name of a done file may hold.
    package static let ofDoneFiles: Set<Placeholder> = [.name, .stem]
}
