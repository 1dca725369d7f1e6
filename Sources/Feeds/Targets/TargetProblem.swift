import Exchange

/// Why a record cannot be written as the target wants it. A feed makes an error finding of it and rejects the record.
package struct TargetProblem: Hashable, Sendable {
    package let code: Code
    /// The field of the layout, as the target calls it.
    package let field: String
    /// The level of the record it is about, and which one of that level within the outermost record, from 1: `line 3`.
    package let place: String
    /// Completes "field X of the invoice …"; never repeats a value.
    package let words: String

    package init(_ code: Code, field: String, place: String, _ words: String) {
        self.code = code
        self.field = field
        self.place = place
        self.words = words
    }

    /// `AMOUNT (line 3) has a digit that would be lost`.
    package var sentence: String { "\(field) (\(place)) \(words)" }
}
