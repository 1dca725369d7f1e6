/// One thing to say about the data: what, where, what to do, and who must do it.
package struct Finding: Hashable, Sendable {
    package let severity: Severity
    package let rule: Code
    package private(set) var position: Position
    /// One sentence. Names columns and lines; never repeats a person's values beyond the record's identifier.
    package let message: String
    package let remedy: String
    package let owner: Owner

    package init(
        _ severity: Severity, _ rule: Code, _ position: Position, _ message: String, remedy: String? = nil,
        owner: Owner? = nil
    ) {
        self.severity = severity
        self.rule = rule
        self.position = position
        self.message = message
        self.remedy = remedy ?? rule.remedy
        self.owner = owner ?? rule.owner
    }

    /// The same about a named file; one that is named already stays.
    func `in`(_ file: String?) -> Finding {
        var copy = self
        if copy.position.file == nil { copy.position.file = file }
        return copy
    }
}
