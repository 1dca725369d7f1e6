import Exchange

/// One line of a delimited or fixed layout: for whom it is written, and its values.
package struct LayoutRecord: Hashable, Sendable {
    package enum Edge: String, Hashable, Sendable, CaseIterable { case start, end }

    /// Nil: once a file.
    package let level: Int?
    /// Before or behind what is within the file or the record.
    package let edge: Edge
    package let place: LayoutPlace
    package let when: Condition?
    package let fields: [LayoutField]
    package let mark: Mark
}

/// Which records of a level within their outermost record something is written for.
package enum LayoutPlace: String, Hashable, Sendable, CaseIterable {
    case any
    case first
    case last
    case notFirst = "not_first"
    case notLast = "not_last"

    package func takes(isFirst: Bool, isLast: Bool) -> Bool {
        switch self {
        case .any: true
        case .first: isFirst
        case .last: isLast
        case .notFirst: !isFirst
        case .notLast: !isLast
        }
    }
}
