/// A place that does not keep a house rule. Its description is what a person sees when the test fails.
struct Violation: Hashable, Sendable, CustomStringConvertible {
    let file: String
    let line: Int
    let rule: String
    let message: String

    var description: String { "\(file):\(line): \(rule): \(message)" }
}
