import Exchange

/// Configuration put together while a test runs.
extension Node {
    static func text(_ text: String) -> Node { Node(stringLiteral: text) }

    static func block(_ pairs: [(String, Node)]) -> Node {
        let nowhere = Mark(file: "profile.yaml", line: 0, column: 0)
        return .map(pairs.map { Pair(key: $0.0, keyMark: nowhere, value: $0.1) }, nowhere)
    }

    static func all(_ items: [Node]) -> Node { .list(items, Mark(file: "profile.yaml", line: 0, column: 0)) }
}

/// A table as CSV, every cell in quotes.
func quoted(_ rows: [[String]]) -> String {
    rows.map { row in row.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
}
