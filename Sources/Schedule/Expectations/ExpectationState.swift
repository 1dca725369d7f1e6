import Exchange

/// How an expectation stands on one day.
package enum ExpectationState: Hashable, Sendable {
    /// Nothing is expected on that day; why, where a calendar says so.
    case notExpected(String?)
    /// Its time has not come, or is not over.
    case awaited
    case fine
    /// Late, or odd: somebody should look.
    case amber(String)
    /// Missing.
    case red(String)
}

/// A file that came: when, and with how many records.
package struct ArrivedFile: Hashable, Sendable {
    package let at: Moment
    /// Nil where nobody counted.
    package let records: Int?

    package init(at: Moment, records: Int?) {
        self.at = at
        self.records = records
    }
}
