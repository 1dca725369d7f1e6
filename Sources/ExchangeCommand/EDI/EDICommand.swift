import ArgumentParser

struct EDICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edi", abstract: "Vendors' EDIFACT files in plain words: invoices, and answers to orders.",
        discussion: """
            exchange edi show vendor.edi              every message of a file
              exchange edi show vendor.edi 583607       one invoice: money, lines, what is wrong, who acts
              exchange edi show 583607                  what is kept of it here: delivered, or with the rejects
              exchange edi reply vendor.edi 583607      a letter to the vendor, as a draft
              exchange edi reply vendor.edi --contrl    an answer about the syntax, for the vendor's system
              exchange edi accept vendor.edi 583607 --drop-duplicate-charge -o mended.edi
            """,
        subcommands: [ShowEDI.self, ReplyEDI.self, AcceptEDI.self])
}
