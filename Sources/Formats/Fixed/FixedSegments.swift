/// A part that stands up to `most` times, one behind the other, at the end of a record: the addresses of a patron.
///
/// Its columns are called by number (`address1.city`) and, where a type code says what each one is, by type
/// (`permanent.city`: the first segment of that type).
package struct FixedSegments: Hashable, Sendable {
    /// What a segment is called; its number follows.
    package var name: String
    /// Where the first one starts in the record, from 0.
    package var start: Int
    /// Characters in each.
    package var length: Int
    package var most: Int
    package var columns: [FixedColumn]
    /// Where the type code stands in a segment.
    package var type: Range<Int>?
    /// What each type is called, and its code, in the order in which the columns come.
    package var types: [(name: String, code: String)] { zip(typeNames, typeCodes).map { ($0, $1) } }
    private let typeNames: [String]
    private let typeCodes: [String]

    package init(
        name: String, start: Int, length: Int, most: Int, columns: [FixedColumn], type: Range<Int>? = nil,
        types: [(name: String, code: String)] = []
    ) {
        self.name = name
        self.start = start
        self.length = length
        self.most = most
        self.columns = columns
        self.type = type
        typeNames = types.map(\.name)
        typeCodes = types.map(\.code)
    }
}
