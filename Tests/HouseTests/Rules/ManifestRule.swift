import RegexBuilder

/// Package.swift declares for each room the arrows of the table, no more and no fewer.
struct ManifestRule {
    let table: HouseTable

    func violations(in manifest: SourceFile) -> [Violation] {
        let declared = Self.rooms(in: manifest)
        var found: [Violation] = []
        for (name, room) in declared.sorted(by: { $0.key < $1.key }) {
            guard let expected = table.room(name)?.needs else {
                found.append(violation(manifest, room.line, "\(name) is no room of the table in HouseTable.swift"))
                continue
            }
            for extra in room.needs.subtracting(expected).sorted() {
                found.append(violation(manifest, room.line, "\(name) depends on \(extra); the table says it may not"))
            }
            for missing in expected.subtracting(room.needs).sorted() {
                found.append(
                    violation(manifest, room.line, "\(name) does not declare \(missing), which the table gives it"))
            }
        }
        for room in table.rooms where declared[room.name] == nil {
            found.append(violation(manifest, 1, "the room \(room.name) of the table is not declared"))
        }
        return found
    }

    private func violation(_ manifest: SourceFile, _ line: Int, _ message: String) -> Violation {
        Violation(file: manifest.path, line: line, rule: "manifest", message: message)
    }

    /// The rooms as the manifest writes them: `room("Name", [ … ])` and `.executableTarget(name:dependencies:)`. Its
    /// strings are blank in `code`, so the brackets found there are real ones, and the names are read from the text.
    static func rooms(in manifest: SourceFile) -> [String: (line: Int, needs: Set<String>)] {
        let products = products(in: manifest)
        var rooms: [String: (line: Int, needs: Set<String>)] = [:]
        for form in [/\broom\s*\(([^)]*)\)/, /\.executableTarget\s*\(([^)]*)\)/] {
            for match in manifest.code.matches(of: form) {
                let written = manifest.written(match.output.1.startIndex..<match.output.1.endIndex)
                let quoted = Self.quoted(written)
                guard let name = quoted.first else { continue }
                var needs = Set(quoted.dropFirst())
                for (constant, product) in products where match.output.1.contains(Self.word(constant)) {
                    needs.insert(product)
                }
                rooms[name] = (manifest.line(at: match.range.lowerBound), needs)
            }
        }
        return rooms
    }

    /// `let grdb: Target.Dependency = .product(name: "GRDB", …)`: what a constant stands for.
    private static func products(in manifest: SourceFile) -> [(constant: String, product: String)] {
        manifest.code.matches(of: /let\s+(\w+)\s*:\s*Target\.Dependency\s*=\s*\.product\s*\(([^)]*)\)/).compactMap {
            match in
            let written = manifest.written(match.output.2.startIndex..<match.output.2.endIndex)
            return quoted(written).first.map { (String(match.output.1), $0) }
        }
    }

    private static func quoted(_ text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }

    private static func word(_ name: String) -> some RegexComponent {
        Regex {
            Anchor.wordBoundary
            name
            Anchor.wordBoundary
        }
    }
}
