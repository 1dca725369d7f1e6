/// One thing wrong with the configuration: where, which key, and what would be right.
package struct Complaint: Hashable, Sendable {
    package let mark: Mark
    /// Dotted path of the key: `to.name`.
    package let key: String
    /// One sentence.
    package let message: String
    /// The valid key or value nearest to what was written.
    package let nearest: String?
    /// What is allowed here.
    package let allowed: [String]
    /// `.error`: nothing starts until it is mended. `.warning`: it works, but hardly as it was meant.
    package let severity: Severity
    /// Whether the line may be shown with it: not where somebody may have written a secret into it.
    package let showsLine: Bool

    package init(
        _ mark: Mark, key: String, _ message: String, nearest: String? = nil, allowed: [String] = [],
        severity: Severity = .error, showsLine: Bool = true
    ) {
        self.showsLine = showsLine
        self.severity = severity
        self.mark = mark
        self.key = key
        self.message = message
        self.nearest = nearest
        self.allowed = allowed
    }
}

/// Every complaint about a piece of configuration; never empty when thrown.
package struct Complaints: Error, Hashable, Sendable {
    package var all: [Complaint]
    package init(_ all: [Complaint]) { self.all = all }
    package var isEmpty: Bool { all.isEmpty }

    package mutating func add(
        _ mark: Mark, key: String, _ message: String, nearest: String? = nil, allowed: [String] = []
    ) {
        all.append(Complaint(mark, key: key, message, nearest: nearest, allowed: allowed))
    }
}
