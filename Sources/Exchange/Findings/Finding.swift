/// One thing to say about the data: what, where, what to do, and who must do it.
package struct Finding: Hashable, Sendable {
    package let severity: Severity
    package let rule: Code
    package private(set) var position: Position
    /// The identifier of the record it is about (a user's primary id): all that a report may say of a person. The report
    /// shows it, a pseudonym or nothing, as the institution decided.
    package private(set) var subject: String?
    /// One sentence. Names columns and lines; never repeats a person's values, not even the identifier: that is `subject`.
    package let message: String
    package let remedy: String
    package private(set) var owner: Owner

    package init(
        _ severity: Severity, _ rule: Code, _ position: Position, _ message: String, remedy: String? = nil,
        owner: Owner? = nil, subject: String? = nil
    ) {
        self.severity = severity
        self.rule = rule
        self.position = position
        self.message = message
        self.remedy = remedy ?? rule.remedy
        self.owner = owner ?? rule.owner
        self.subject = subject
    }

    /// The same with its subject called what `naming` calls it.
    func naming(_ naming: (String) -> String?) -> Finding {
        guard let subject else { return self }
        var copy = self
        copy.subject = naming(subject)
        return copy
    }

    /// The same where the data is somebody else's than the registrar's.
    func of(_ source: Owner) -> Finding {
        if owner != .registrar || source == .registrar { return self }
        var copy = self
        copy.owner = source
        return copy
    }

    /// The same about a named file; one that is named already stays.
    func `in`(_ file: String?) -> Finding {
        var copy = self
        if copy.position.file == nil { copy.position.file = file }
        return copy
    }
}
