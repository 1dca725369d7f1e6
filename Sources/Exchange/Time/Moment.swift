/// A point in time: seconds since 1970-01-01T00:00:00Z without leap seconds, and nanoseconds (0..<1,000,000,000).
package struct Moment: Hashable, Sendable, Comparable {
    package let seconds: Int
    package let nanoseconds: Int

    package init(seconds: Int, nanoseconds: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
