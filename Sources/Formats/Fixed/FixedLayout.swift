/// How records of fixed width are laid out.
package struct FixedLayout: Hashable, Sendable {
    package var columns: [FixedColumn]
    package var segments: FixedSegments?
    /// How long a record is at most, in characters. Nil: as long as it likes; what stands behind the columns is not read.
    package var width: Int?
    /// Each record is a line. Otherwise records follow each other without anything between, and `width` cuts them.
    package var hasLineEnds: Bool
    package var encoding: TextEncoding
    /// The longest record taken, in source bytes.
    package var maxRecord: Int

    package init(
        _ columns: [FixedColumn], segments: FixedSegments? = nil, width: Int? = nil, hasLineEnds: Bool = true,
        encoding: TextEncoding = .utf8, maxRecord: Int = 4 << 20
    ) {
        precondition(
            hasLineEnds || ((width ?? 0) > 0 && encoding.unit == 1), "a width in characters of one byte or more")
        self.columns = columns
        self.segments = segments
        self.width = width
        self.hasLineEnds = hasLineEnds
        self.encoding = encoding
        self.maxRecord = maxRecord
    }

    /// The columns as rules name them: the record's own, then those of segment 1, 2, …, then those of each type.
    package var names: [String] {
        guard let segments else { return columns.map(\.name) }
        let parts = (1...max(1, segments.most)).map { "\(segments.name)\($0)" } + segments.types.map(\.name)
        return columns.map(\.name) + parts.flatMap { part in segments.columns.map { "\(part).\($0.name)" } }
    }

    /// What a record has when nothing is missing: up to its last column or, with segments, up to the first of them.
    var leastWidth: Int {
        if let width, segments == nil { return width }
        return segments?.start ?? columns.map(\.place.upperBound).max() ?? 0
    }

    /// The longest a record may be; nil where anything may follow.
    var mostWidth: Int? { width ?? segments.map { $0.start + $0.most * $0.length } }
}
