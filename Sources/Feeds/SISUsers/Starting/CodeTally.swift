/// The different values of a column and how often each occurs, as long as there are few; after that, nothing.
struct CodeTally {
    /// More different values, or longer ones, are no codes.
    static let limit = 300
    private static let longest = 40

    /// Nil once the column turned out to hold something else.
    private(set) var counts: [[UInt8]: Int]? = [:]

    mutating func note(_ value: UnsafeBufferPointer<UInt8>) {
        guard counts != nil else { return }
        let isNew = counts?.count == CodeTally.limit
        guard value.count <= CodeTally.longest else {
            counts = nil
            return
        }
        let key = Array(value)
        if isNew, counts?[key] == nil {
            counts = nil
        } else {
            counts?[key, default: 0] += 1
        }
    }

    var distinct: Int? { counts?.count }

    /// Most frequent first; equal ones by their bytes, so that equal samples give equal drafts.
    var sorted: [(code: String, count: Int)] {
        (counts ?? [:]).map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
            .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    }
}
