import Exchange

/// Which names a profile's `from` takes: `files`, `files_regex` and `except`.
enum FileChoiceReader {
    /// Nil, and at least one complaint, if it is not whole.
    static func choice(_ settings: Settings, _ complaints: inout Complaints) -> FileChoice? {
        let before = complaints.all.count
        let patterns = texts(settings, "files").compactMap { pattern($0.node, $0.key, &complaints) }
        let expressions = texts(settings, "files_regex").compactMap { expression($0.node, $0.key, &complaints) }
        let exceptions = texts(settings, "except").compactMap { pattern($0.node, $0.key, &complaints) }
        if settings.written("files") == nil, settings.written("files_regex") == nil {
            // A misspelt key is not missing as well.
            let isMisspelt = complaints.all.contains { $0.nearest?.hasPrefix("files") == true }
            if !isMisspelt {
                let mark = settings.node.pairs?.first { $0.key == "files" }?.keyMark ?? settings.mark
                complaints.add(
                    mark, key: settings.dotted("files"),
                    "'files' is missing from '\(settings.path)', for example: files: \"students_*.csv\"")
            }
        }
        let tests = patterns + expressions
        return tests.isEmpty || complaints.all.count > before ? nil : FileChoice(tests, except: exceptions)
    }

    /// One text, or the items of a list.
    private static func texts(_ settings: Settings, _ key: String) -> [(node: Node, key: String)] {
        guard let node = settings.written(key) else { return [] }
        guard let items = node.items else { return [(node, settings.dotted(key))] }
        return items.enumerated().map { ($1, "\(settings.dotted(key))[\($0 + 1)]") }
    }

    private static func pattern(_ node: Node, _ key: String, _ complaints: inout Complaints) -> NameTest? {
        guard let text = node.text else { return nil }
        if let pattern = FilePattern(text) { return .pattern(pattern) }
        complaints.add(
            node.mark, key: key,
            "'\(text)' is not a pattern for file names: it holds a '/' or a '[' without its ']'")
        return nil
    }

    private static func expression(_ node: Node, _ key: String, _ complaints: inout Complaints) -> NameTest? {
        guard let text = node.text else { return nil }
        do throws(NameExpressionProblem) { return .expression(try NameExpression(text)) } catch {
            complaints.add(node.mark, key: key, "'\(text)' is not a regular expression for file names: \(error.words)")
            return nil
        }
    }
}
