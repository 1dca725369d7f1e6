/// Every `Code` is a named constant of `extension Code`, stands in a `[Code]` list of its room (the Catalog collects
/// those for `exchange explain`), and has a name no other code has.
struct CodeRule {
    struct Declared {
        let constant: String
        /// As written in the first argument; nil where that is no plain literal.
        let name: String?
        let file: SourceFile
        let line: Int
    }

    func violations(in files: [SourceFile]) -> [Violation] {
        let files = files.filter { $0.isSource }
        return Dictionary(grouping: files, by: \.room).values.flatMap(unlisted)
            + nameless(in: files) + repeated(in: files) + files.flatMap(unnamed)
    }

    /// Declared, but in no list of the room.
    private func unlisted(in room: [SourceFile]) -> [Violation] {
        let listed = Set(room.flatMap(Self.listed))
        return room.flatMap(Self.declared).filter { !listed.contains($0.constant) }.map {
            violation($0, "no [Code] list of this room holds '\($0.constant)', so 'exchange explain' cannot know it")
        }
    }

    private func nameless(in files: [SourceFile]) -> [Violation] {
        files.flatMap(Self.declared).filter { $0.name == nil }.map {
            violation($0, "the name of '\($0.constant)' is not a plain literal, so nobody can search for it")
        }
    }

    /// Two codes of one name, wherever they are.
    private func repeated(in files: [SourceFile]) -> [Violation] {
        var first: [String: Declared] = [:]
        return files.sorted { $0.path < $1.path }.flatMap(Self.declared).compactMap { declared in
            guard let name = declared.name else { return nil }
            guard let earlier = first[name] else {
                first[name] = declared
                return nil
            }
            return violation(declared, "'\(name)' is declared at \(earlier.file.path):\(earlier.line) already")
        }
    }

    /// `Code("…")` somewhere in the middle of other code.
    private func unnamed(in file: SourceFile) -> [Violation] {
        let declared = Set(Self.declared(in: file).map(\.line))
        return file.code.matches(of: /(?:^|[^\w.])(Code)\s*\(/).map { file.line(at: $0.output.1.startIndex) }
            .filter { !declared.contains($0) }
            .map {
                Violation(
                    file: file.path, line: $0, rule: "codes", message: "a Code is a 'static let' in an 'extension Code'"
                )
            }
    }

    private func violation(_ declared: Declared, _ message: String) -> Violation {
        Violation(file: declared.file.path, line: declared.line, rule: "codes", message: message)
    }

    /// `static let csvEmpty = Code("csv.empty", …`, with or without the type.
    static func declared(in file: SourceFile) -> [Declared] {
        let form = /static\s+let\s+(\w+)\s*(?::\s*Code\s*)?=\s*(?:Code|(?:Code)?\s*\.\s*init)\s*\(/
        return file.code.matches(of: form).compactMap { match in
            let head = match.output.0
            // `.init(` without the type could be anything's.
            guard head.contains(/\bCode\b/) else { return nil }
            let arguments = file.written(match.range.upperBound..<file.code.endIndex)
            let literal = arguments.prefixMatch(of: /\s*"([^"\\]*)"/).map { String($0.1) }
            return Declared(
                constant: String(match.output.1), name: literal, file: file,
                line: file.line(at: match.range.upperBound))
        }
    }

    /// The constants named in the room's lists: `static let all: [Code] = [a, .b, Code.c] + others`.
    static func listed(in file: SourceFile) -> [String] {
        file.code.matches(of: /:\s*\[\s*Code\s*\]\s*=?\s*[\[{]([^\]}]*)[\]}]/).flatMap { match in
            match.output.1.matches(of: /\w+/).map { String($0.output) }
        }
    }
}
