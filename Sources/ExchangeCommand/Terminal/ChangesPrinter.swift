import Engine
import Exchange
import Glibc

/// Prints who is new, changed, cleared and gone: the changes file of a run (`OutputRole.changes`), kind by kind.
struct ChangesPrinter {
    private let report: RunReport
    private let naming: (String) -> String?

    /// The kinds in the order of the page; others follow as they come.
    private static let kinds = ["new", "changed", "cleared", "gone"]

    init(_ report: RunReport, naming: @escaping (String) -> String?) {
        self.report = report
        self.naming = naming
    }

    /// `command.changes` where there is no such list, or none any more.
    func print() throws(Fault) {
        guard let path = report.changes else {
            throw Fault(.commandChanges, .stop, "Run \(report.run) made no list of who changes.")
        }
        guard let file = try ChangesFile(path) else {
            throw Fault(.commandChanges, .stop, "The list of who changes in run \(report.run) is not kept any more.")
        }
        var counts: [String: Int] = [:]
        try file.eachRow { counts[$0.kind, default: 0] += 1 }
        put("")
        if counts.isEmpty { return put("Nobody changes.") }
        let others = counts.keys.filter { !ChangesPrinter.kinds.contains($0) }.sorted()
        for kind in ChangesPrinter.kinds + others {
            guard let count = counts[kind] else { continue }
            put("\(kind.prefix(1).uppercased())\(kind.dropFirst()): \(grouped(count))")
            // The file is read again for each kind, so that a large load is not held in memory.
            try file.eachRow { row in
                guard row.kind == kind, let name = naming(row.identifier) else { return }
                put("  " + [name, row.group, row.fields].filter { !$0.isEmpty }.joined(separator: "  "))
            }
        }
        if naming("") == nil { put("Who they are is not shown: 'reports: identifiers' is 'none' here.") }
    }

    private func put(_ text: String) { Terminal.put(shown(text) + "\n", on: STDOUT_FILENO) }
}
