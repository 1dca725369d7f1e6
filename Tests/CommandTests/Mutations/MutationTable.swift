/// How many variants of each kind ended how: the table the test prints.
struct MutationTable: CustomStringConvertible {
    private var rows: [String: [Int: Int]] = [:]
    private var wrongs: [String: Int] = [:]

    mutating func count(_ kind: MutationKind, _ status: Int, isWrong: Bool) {
        rows[kind.name, default: [:]][status, default: 0] += 1
        if isWrong { wrongs[kind.name, default: 0] += 1 }
    }

    private static let columns = [(0, "delivered"), (1, "with rejects"), (2, "held"), (3, "nothing"), (5, "refused")]

    var description: String {
        let kinds = MutationKind.all
        let width = (kinds.map(\.name.count).max() ?? 0) + 2
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        func line(_ name: String, _ cells: [String]) -> String {
            padded(name, width) + cells.map { padded($0, 14) }.joined()
        }
        func row(_ name: String, _ names: [String]) -> String {
            let counts = MutationTable.columns.map { status, _ in
                names.reduce(0) { $0 + (rows[$1]?[status] ?? 0) }
            }
            let wrong = names.reduce(0) { $0 + (wrongs[$1] ?? 0) }
            return line(name, (counts + [wrong]).map { $0 == 0 ? "." : "\($0)" })
        }
        var lines: [String] = []
        for family in MutationKind.Family.allCases {
            let names = kinds.filter { $0.family == family }.map(\.name)
            lines.append(line(family.rawValue.uppercased(), MutationTable.columns.map(\.1) + ["wrong"]))
            lines += names.map { row($0, [$0]) }
        }
        return (lines + [row("ALL", kinds.map(\.name))]).joined(separator: "\n")
    }
}
