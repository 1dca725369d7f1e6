/// Every import of a room stands in the table.
struct ImportRule {
    let table: HouseTable

    func violations(in file: SourceFile) -> [Violation] {
        guard let room = table.room(file.room) else {
            return [
                Violation(
                    file: file.path, line: 1, rule: "rooms",
                    message: "'\(file.room)' is no room of the table in HouseTable.swift")
            ]
        }
        return Self.imports(in: file).compactMap { line, module in
            if room.needs.contains(module) || room.platform.contains(module) { return nil }
            if table.exceptions.contains(where: { $0.path == file.path && $0.module == module }) { return nil }
            let allowed = room.needs.union(room.platform).sorted()
            let said = allowed.isEmpty ? "it may import nothing" : "it may import \(allowed.joined(separator: ", "))"
            return Violation(
                file: file.path, line: line, rule: "imports",
                message: "\(room.name) may not import \(module); \(said)")
        }
    }

    /// An exception nobody uses any more is a hole: it must go.
    func unused(in files: [SourceFile]) -> [Violation] {
        table.exceptions.filter { exception in
            !files.contains {
                $0.path == exception.path && Self.imports(in: $0).contains { $0.module == exception.module }
            }
        }.map {
            Violation(
                file: $0.path, line: 1, rule: "imports",
                message: "does not import \($0.module); take its exception out of HouseTable.swift")
        }
    }

    /// `import A`, `@testable import A`, `package import A`, `import struct A.B`: each with its line.
    static func imports(in file: SourceFile) -> [(line: Int, module: String)] {
        let form =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
        return file.codeLines.flatMap { number, code in
            // Several statements may share a line.
            code.split(separator: ";").compactMap { statement in
                statement.firstMatch(of: form).map { (number, String($0.1)) }
            }
        }
    }
}
