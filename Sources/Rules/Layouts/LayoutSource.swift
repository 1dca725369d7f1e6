import Exchange

/// Where a value of a target comes from.
package enum LayoutSource: Hashable, Sendable {
    /// Things that can be counted.
    package enum Count: Hashable, Sendable {
        /// Outermost records.
        case records
        /// Every line of the file.
        case lines
        /// Lines that were written for records: without the names, headers and trailers.
        case details
        /// The size of the file.
        case bytes
        /// Records of one level.
        case level(Int)
    }

    /// Which amounts a total adds up.
    package enum Amounts: String, Hashable, Sendable, CaseIterable {
        case all
        /// Without their signs.
        case absolute
        case positive
        case negative
    }

    case rule(ValueRule)
    case constant([UInt8])
    /// Of the file, in what stands once in it; of the outermost record, in what stands in each.
    case count(Count)
    /// Of a field of the shape, over the same.
    case total(Int, Amounts)
    /// The number of this record among those of its level: in the file, or within its outermost record.
    case counter(Int, isWithin: Bool)
    /// A number of a sequence that is the run's own: reserved before it is used, never used again.
    case sequence(String)
    case term(TermRule)
    case due(DueRule)
    /// One behind the other, each as it is written; blank where all are.
    case join([LayoutField])
}
