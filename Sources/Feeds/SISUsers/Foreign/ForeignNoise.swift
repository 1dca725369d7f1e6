/// Differences between two user files that make none when they are loaded.
package enum ForeignNoise: Int, CaseIterable, Sendable {
    case space
    case zone
    case empty
    case notPreferred
    case segmentType
    case description
    case spelling
    case unread

    /// As a report names it.
    package var title: String {
        switch self {
        case .space: "white space around a value"
        case .zone: "Z behind a date"
        case .empty: "an empty element where the other has none"
        case .notPreferred: "preferred=\"false\" where the other says nothing"
        case .segmentType: "segment_type"
        case .description: "desc and link attributes"
        case .spelling: "1 for true, 0 for false, capitals in the primary id"
        case .unread: "elements the load does not read"
        }
    }
}
