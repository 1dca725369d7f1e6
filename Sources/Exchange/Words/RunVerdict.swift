/// What a run tells whoever started it, in one line: how it ended, and whether trying again may help.
package struct RunVerdict: Hashable, Sendable {
    package let end: End
    /// Empty where there was no run.
    package let run: String
    /// Seconds after which another try may help; nil where a person is needed, or nothing went wrong.
    package let retry: Int?
    /// The connection whose place was the trouble.
    package let connection: String?
    /// The fault's code.
    package let code: String?

    package init(end: End, run: String = "", retry: Int? = nil, connection: String? = nil, code: String? = nil) {
        self.end = end
        self.run = run
        self.retry = retry
        self.connection = connection
        self.code = code
    }

    /// `verdict end=6 run=26-0412 retry=30 connection=alma code=place.lost`; what is not known is left out.
    package var line: String {
        var words = ["verdict", "end=\(end.rawValue)"]
        if !run.isEmpty { words.append("run=\(run)") }
        if let retry { words.append("retry=\(retry)") }
        if let connection { words.append("connection=\(connection)") }
        if let code { words.append("code=\(code)") }
        return words.joined(separator: " ")
    }

    /// As `line` writes it; nil for anything else.
    package init?(line: String) {
        let words = line.split(separator: " ").map(String.init)
        guard words.first == "verdict" else { return nil }
        var values: [String: String] = [:]
        for word in words.dropFirst() {
            guard let equals = word.firstIndex(of: "=") else { return nil }
            values[String(word[..<equals])] = String(word[word.index(after: equals)...])
        }
        guard let number = values["end"].flatMap({ Int($0) }), let end = End(rawValue: number) else { return nil }
        self.init(
            end: end, run: values["run"] ?? "", retry: values["retry"].flatMap { Int($0) },
            connection: values["connection"], code: values["code"])
    }
}
