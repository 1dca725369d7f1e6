import ArgumentParser
import Exchange
import Glibc
import Ledger

struct ExportAudit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print the chain, one JSON object a line, for programs of your own.",
        discussion: """
            The rows as they are stored; 'exchange audit verify' says whether they hold. Another program can say so as \
            well: a row's 'hash' is the SHA-256 of these fields, each as its length in bytes, ':' and its bytes, numbers \
            in decimal:

              before row seconds nanoseconds run subject event epoch owner

            'before' is the hash of the row before it; before row 1, the SHA-256 of the institution's name written the \
            same way. Times are seconds and nanoseconds since 1970-01-01 UTC.

              exchange audit export > chain.jsonl
              exchange audit export --run 26-0412
              exchange audit export --from 5000
            """)

    @Option(name: .customLong("run"), help: ArgumentHelp("Only this run's rows, as in 26-0412.", valueName: "run"))
    var id: String?
    @Option(help: ArgumentHelp("From this row on.", valueName: "row"))
    var from = 1
    @OptionGroup var institution: InstitutionOptions

    func validate() throws {
        if from < 1 { throw ValidationError("--from is at least 1.") }
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        if let id, try desk.ledger.run(id) == nil {
            throw Fault(.commandRun, .stop, "There is no run '\(id)' here.")
        }
        let out = LineBuffer(STDOUT_FILENO)
        try desk.ledger.eachAuditRow(of: id, from: from) { row, before in out.put(ExportAudit.line(row, before)) }
        out.flush()
    }

    static func line(_ row: AuditRow, _ before: ContentDigest) -> String {
        let fields = [
            ("row", String(row.number)), ("seconds", String(row.at.seconds)),
            ("nanoseconds", String(row.at.nanoseconds)), ("run", JSONText.quoted(row.run)),
            ("subject", JSONText.quoted(row.subject)), ("event", JSONText.quoted(row.event)),
            ("epoch", String(row.epoch)), ("owner", JSONText.quoted(row.owner)), ("before", "\"\(before.hex)\""),
            ("hash", "\"\(row.hash.hex)\""),
        ]
        return "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}
