import Exchange

/// One record of a shape, with those around it: the text of every field, in one buffer. A feed fills it level by level,
/// and rules read it; entering a level forgets what was in it and in those within.
package struct RecordFrame {
    package let shape: RecordShape
    package private(set) var text: [UInt8] = []
    package private(set) var ranges: [Range<Int>]
    /// Where the text of each level begins.
    private var marks: [Int]

    package init(_ shape: RecordShape) {
        self.shape = shape
        ranges = Array(repeating: 0..<0, count: shape.fields.count)
        marks = Array(repeating: 0, count: shape.levels.count)
    }

    /// Another record of that level begins; all its fields are blank.
    package mutating func enter(_ level: Int) {
        let start = level == 0 ? 0 : marks[level]
        if level == 0 { text.removeAll(keepingCapacity: true) } else { text.removeSubrange(min(start, text.count)...) }
        for field in shape.starts[level]..<ranges.count { ranges[field] = 0..<0 }
        for inner in level..<marks.count { marks[inner] = text.count }
    }

    /// Fields of a level are set before the next level is entered.
    package mutating func set(_ field: Int, _ value: some Collection<UInt8>) {
        let start = text.count
        text.append(contentsOf: value)
        ranges[field] = start..<text.count
        let level = shape.level(of: field)
        for inner in (level + 1)..<max(level + 1, marks.count) { marks[inner] = text.count }
    }

    package mutating func set(_ field: Int, _ value: String) { set(field, value.utf8) }

    package func string(_ field: Int) -> String { String(decoding: text[ranges[field]], as: UTF8.self) }
    package func bytes(_ field: Int) -> ArraySlice<UInt8> { text[ranges[field]] }

    /// Lends the fields to rules; a rule is compiled with `shape.number` as the place of a column.
    package func withCells<Value>(_ body: (RuleCells) throws(Fault) -> Value) throws(Fault) -> Value {
        // Both closures rethrow any error type; the outcome is carried round them.
        var outcome: Result<Value, Fault>?
        text.withUnsafeBufferPointer { text in
            ranges.withUnsafeBufferPointer { ranges in
                do throws(Fault) {
                    outcome = .success(try body(RuleCells(text: text, ranges: ranges)))
                } catch { outcome = .failure(error) }
            }
        }
        guard let outcome else { preconditionFailure("both bodies ran") }
        return try outcome.get()
    }
}
