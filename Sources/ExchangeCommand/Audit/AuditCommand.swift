import ArgumentParser

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Verify the chain of everything that happened, and hand it to others.",
        discussion: """
            Each step of a run, an arrival or a delivery is a row that is written with the step itself, and each row's \
            hash covers the row before it: what is changed, removed or put in between shows. A report ends with the \
            chain's head at that time; a head kept elsewhere shows that rows were cut off.

              exchange audit verify
              exchange audit verify --head 41:9f86...
              exchange audit export --run 26-0412
            """,
        subcommands: [VerifyAudit.self, ExportAudit.self])
}
