import Engine
import Exchange
import Formats
import Glibc
import Machine

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
        let file = try open(path)
        var counts: [String: Int] = [:]
        try eachRow(of: file) { kind, _, _, _ in counts[kind, default: 0] += 1 }
        put("")
        if counts.isEmpty { return put("Nobody changes.") }
        let others = counts.keys.filter { !ChangesPrinter.kinds.contains($0) }.sorted()
        for kind in ChangesPrinter.kinds + others {
            guard let count = counts[kind] else { continue }
            put("\(kind.prefix(1).uppercased())\(kind.dropFirst()): \(grouped(count))")
            // The file is read again for each kind, so that a large load is not held in memory.
            try eachRow(of: file) { found, identifier, group, fields in
                guard found == kind, let name = naming(identifier) else { return }
                put("  " + [name, group, fields].filter { !$0.isEmpty }.joined(separator: "  "))
            }
        }
        if naming("") == nil { put("Who they are is not shown: 'reports: identifiers' is 'none' here.") }
    }

    private func open(_ path: String) throws(Fault) -> OpenFile {
        do throws(Fault) { return try Folder.openAnywhere(path) } catch {
            guard error.code == .machineMissing else { throw error }
            throw Fault(.commandChanges, .stop, "The list of who changes in run \(report.run) is not kept any more.")
        }
    }

    private func eachRow(
        of file: OpenFile, _ body: (_ kind: String, _ identifier: String, _ group: String, _ fields: String) -> Void
    ) throws(Fault) {
        let reader = CSVReader(CSVDialect(header: .none))
        let unread = Report()
        func row(_ row: borrowing TableRow, _ position: Position) -> Demand {
            guard row.isSound, row.count == 4, position.record > 1 else { return .more }
            body(row.string(0), row.string(1), row.string(2), row.string(3))
            return .more
        }
        try file.eachChunk { chunk throws(Fault) in
            try reader.read(chunk, report: unread) { found, position throws(Fault) in row(found, position) }
        }
        try reader.finish(report: unread) { found, position throws(Fault) in row(found, position) }
    }

    private func put(_ text: String) { Terminal.put(shown(text) + "\n", on: STDOUT_FILENO) }
}
