import Exchange

/// What is wrong with a line, before it is known whose line it was.
struct OutsideProblem: Error, Hashable, Sendable {
    let code: Code
    /// The rest of a sentence that begins with "its answer".
    let words: String

    init(_ words: String) { self.init(.outsideGarbage, words) }

    init(_ code: Code, _ words: String) {
        self.code = code
        self.words = words
    }

    /// Names of fields are no personal data; what is in them is, and is not said.
    static func field(_ name: String) -> OutsideProblem {
        OutsideProblem(
            .outsideField,
            "holds a field '\(PlacePath.readable(name))', which it was not given and may not add")
    }
}
