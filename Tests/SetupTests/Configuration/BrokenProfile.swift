import Testing

/// A profile with some lines replaced, and what is said about it: `line:column key nearest`.
struct BrokenProfile: Sendable, CustomTestStringConvertible {
    let lines: [Int: String]
    let complaints: [String]

    init(_ lines: [Int: String], _ complaints: String...) {
        self.lines = lines
        self.complaints = complaints.map { "sis-import:" + $0 }
    }

    var testDescription: String {
        lines.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: " | ")
    }
}
