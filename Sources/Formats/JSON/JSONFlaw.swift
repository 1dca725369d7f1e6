import Exchange

/// The first thing wrong with a JSON text: what, and at which byte of it.
struct JSONFlaw: Error, Hashable, Sendable {
    let code: Code
    let offset: Int
    /// One sentence, without a value from the text.
    let message: String

    init(_ code: Code, _ offset: Int, _ message: String) {
        self.code = code
        self.offset = offset
        self.message = message
    }
}
