/// What changes durable state passes a fault point: the function around each such C call names one, so that the kill matrix,
/// which goes through all points, is complete.
struct PointRule {
    struct Exception: Hashable {
        let path: String
        let call: String
        let reason: String
    }

    /// Only a file that can call the C library or the kernel does.
    private static let doors: Set<String> = ["Glibc", "CLinux"]

    static let house: [Exception] = [
        pipe("Processes/NamedPipe.swift", "write"), pipe("Processes/RunningChild.swift", "write"),
        pipe("Processes/ChildPipes.swift", "write"), pipe("Processes/RunningStream.swift", "write"),
        passing("Processes/NamedPipe.swift", "mkfifo"), passing("Files/PassingFolder.swift", "mkdtemp"),
        passing("Files/PassingFolder.swift", "mkdir"), passing("Files/PassingFolder.swift", "symlink"),
        passing("Files/PassingFolder.swift", "exchange_open"), passing("Files/PassingFolder.swift", "unlink"),
        passing("Files/PassingFolder.swift", "rmdir"),
        .init(
            path: "Sources/Machine/GnuPG/GnuPG.swift", call: "unlink",
            reason: "what gpg wrote and nobody uses; the next try removes it as well"),
        .init(
            path: "Sources/Machine/Points/Rigged.swift", call: "write", reason: "the log of the points themselves"),
        .init(
            path: "Sources/Machine/Points/Rigged.swift", call: "exchange_open",
            reason: "the log of the points themselves"),
        .init(
            path: "Sources/Machine/Processes/GivingWay.swift", call: "write", reason: "to the kernel, no disk"),
        .init(
            path: "Sources/ExchangeCommand/Terminal/Terminal.swift", call: "write", reason: "what a person reads"),
        .init(
            path: "Sources/ExchangeCommand/Daemon/LossyOutput.swift", call: "write",
            reason: "a log, lossy by intent; nothing recovers from it"),
        .init(
            path: "Sources/Ledger/SQLite/SQLiteFile.swift", call: "unlink",
            reason: "a draft that nobody knows; no step depends on it"),
    ]

    private static func pipe(_ path: String, _ call: String) -> Exception {
        .init(path: "Sources/Machine/\(path)", call: call, reason: "to a child's pipe, no disk")
    }

    private static func passing(_ path: String, _ call: String) -> Exception {
        .init(
            path: "Sources/Machine/\(path)", call: call, reason: "lives no longer than the process; nothing recovers it"
        )
    }

    let exceptions: [Exception]

    func violations(in file: SourceFile) -> [Violation] {
        Self.calls(in: file).filter { call in
            !call.hasPoint && !exceptions.contains { $0.path == file.path && $0.call == call.name }
        }.map {
            Violation(
                file: file.path, line: $0.line, rule: "points",
                message: "'\($0.name)' changes what is on the disk, and its function passes no FaultPoint")
        }
    }

    /// An exception nobody uses any more is a hole: it must go.
    func unused(in files: [SourceFile]) -> [Violation] {
        exceptions.filter { exception in
            !files.contains { file in
                file.path == exception.path
                    && Self.calls(in: file).contains { $0.name == exception.call && !$0.hasPoint }
            }
        }.map {
            Violation(
                file: $0.path, line: 1, rule: "points",
                message: "has no '\($0.call)' without a point; take its exception out of PointRule.swift")
        }
    }

    struct Call {
        let name: String
        let line: Int
        let hasPoint: Bool
    }

    static func calls(in file: SourceFile) -> [Call] {
        guard ImportRule.imports(in: file).contains(where: { doors.contains($0.module) }) else { return [] }
        let form =
            /(?:^|[^\w.])(?:Glibc\.)?(p?writev?|pwritev2|fsync|fdatasync|syncfs|f?truncate|(?:posix_)?fallocate|copy_file_range|sendfile|splice|rename(?:at2?)?|exchange_rename_\w+|unlink(?:at)?|mkdirat|mkdir|mkdtemp|mkstemp|mkfifo|mknod|rmdir|link(?:at)?|symlink(?:at)?|(?:exchange_)?open(?:at|_beneath)?)\s*\(/
        return file.code.matches(of: form).compactMap { match in
            let name = String(match.output.1)
            let before = file.code[..<match.output.1.startIndex].suffix(24)
            // A declaration, or a method of that name, is no call of C.
            if before.contains(/(?:func|\w\.)\s*$/), !before.hasSuffix("Glibc.") { return nil }
            let arguments = file.code[match.range.upperBound...].prefix { $0 != "\n" && $0 != ";" }
            if isOwn(name, arguments, before) { return nil }
            let body = enclosing(match.output.1.startIndex, in: file.code)
            return Call(
                name: name, line: file.line(at: match.output.1.startIndex),
                hasPoint: body.contains(/FaultPoint\.(?:reach|pass)\(|\b(?:rigged|reach)\(/))
        }
    }

    /// Opening creates only where it is told to; and a bare `write()` or `link("a", to:` is one of our own verbs.
    private static func isOwn(_ name: String, _ arguments: Substring, _ before: Substring) -> Bool {
        if name.contains("open") { return !arguments.contains(/O_CREAT|TMPFILE/) }
        if before.hasSuffix("Glibc.") { return false }
        return arguments.hasPrefix(")") || arguments.prefix(while: { $0 != ")" }).contains(/(?:^|,)\s*[a-z]\w*:\s/)
            || (name == "write" && !arguments.contains(/descriptor|file|nearEnds|ends\[/))
    }

    /// The text of the function around a place: the widest braces that follow a `func`, an `init` or an accessor.
    private static func enclosing(_ place: String.Index, in code: String) -> Substring {
        var depth = 0
        var index = place
        while index > code.startIndex {
            index = code.index(before: index)
            if code[index] == "}" { depth += 1 }
            if code[index] != "{" { continue }
            if depth > 0 {
                depth -= 1
                continue
            }
            let head = code[..<index].reversed().prefix { $0 != "{" && $0 != "}" }.reversed()
            if String(head).contains(/\b(?:func\s+\w+|init\s*\(|deinit\s*$|var\s+\w+\s*:\s*\w+\s*$)/) {
                return code[index..<end(of: index, in: code)]
            }
        }
        return ""
    }

    private static func end(of opening: String.Index, in code: String) -> String.Index {
        var depth = 0
        for index in code[opening...].indices {
            if code[index] == "{" { depth += 1 }
            if code[index] == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return code.endIndex
    }
}
