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
    package mutating func set(_ field: Int, _ value: UnsafeBufferPointer<UInt8>) {
        let start = text.count
        text.append(contentsOf: value)
        place(field, from: start)
    }

    package mutating func set(_ field: Int, _ value: ArraySlice<UInt8>) {
        value.withUnsafeBufferPointer { set(field, $0) }
    }
    package mutating func set(_ field: Int, _ value: [UInt8]) { value.withUnsafeBufferPointer { set(field, $0) } }

    package mutating func set(_ field: Int, _ value: String) {
        var value = value
        value.withUTF8 { set(field, $0) }
    }

    /// In its shortest form.
    package mutating func set(_ field: Int, _ value: Decimal) {
        let start = text.count
        value.append(to: &text)
        place(field, from: start)
    }

    /// As ISO 8601 has it.
    package mutating func set(_ field: Int, _ value: CivilDate) {
        let start = text.count
        value.append(to: &text)
        place(field, from: start)
    }

    private mutating func place(_ field: Int, from start: Int) {
        ranges[field] = start..<text.count
        if marks.count == 1 { return }
        let level = shape.level(of: field)
        for inner in (level + 1)..<max(level + 1, marks.count) { marks[inner] = text.count }
    }

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
