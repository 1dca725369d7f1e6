import ArgumentParser
import Engine
import Exchange
import Feeds
import Glibc
import Ledger
import Machine
import Setup

struct ShowEDI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The messages of a file, or one invoice, in plain words.",
        discussion: """
            With --json, the message as it was read, each value with its segment and byte. With --csv, the lines.

            Exit codes: 0 nothing is wrong, 1 a message would be kept back.
            """)

    @OptionGroup var source: EDISource
    @Flag(help: "The lines as CSV (UTF-8).")
    var csv = false
    @OptionGroup var json: JSONOption

    func validate() throws {
        if csv, json.isOn { throw ValidationError("--csv and --json exclude each other.") }
    }

    func run() throws {
        let feed = try source.feed()
        guard let file = try source.opened() else { return try showKept(feed) }
        let isBad = try show(file, feed)
        if isBad { throw Ending(end: .doneWithRejects) }
    }

    /// True where a message would be kept back.
    private func show(_ file: FileOnDisk, _ feed: EDIInvoicesFeed?) throws(Fault) -> Bool {
        let total = try EDIView.count(file)
        var (shown, bad) = (0, false)
        var documents: [EDIDocument] = []
        if csv { Terminal.put(EDILineTable.head, on: STDOUT_FILENO) }
        try EDIView.each(of: file, feed) { view throws(Fault) in
            guard source.isWanted(view) else { return .more }
            shown += 1
            if view.isRejected { bad = true }
            if json.isOn {
                documents.append(EDIDocument(view, file.name))
            } else if csv {
                Terminal.put(EDILineTable.rows(view), on: STDOUT_FILENO)
            } else {
                put(EDICard(view, file.name, of: total, isBrief: total > 3 && source.invoice == nil).lines)
            }
            return .more
        }
        if json.isOn { Terminal.put(Engine.json(documents), on: STDOUT_FILENO) }
        guard shown > 0 else {
            throw Fault(.commandMessage, .stop, "\(file.name) has no message \(source.invoice ?? "").")
        }
        return bad
    }

    private func put(_ lines: [ReportLine]) { ReportPrinter.put(lines, verdict: .bold) }

    /// What this institution has of an invoice by its number: the register, and the rejects of its runs.
    private func showKept(_ feed: EDIInvoicesFeed?) throws {
        let (folder, configuration) = try source.institution.root.configuration()
        let desk = try source.institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let number = source.invoice ?? source.file
        let party = source.invoice == nil ? nil : source.file
        var known = 0
        for entry in try desk.ledger.registered(.vendorInvoice, number) where party == nil || entry.party == party {
            known += 1
            let money = entry.money.map { "  \($0)" } ?? ""
            let state = entry.isProposed ? "not delivered yet" : "delivered"
            print(
                Engine.shown(
                    "INVOICE \(number)  vendor \(entry.party)\(money)  \(state) \(entry.day), run \(entry.run)"))
        }
        known += try showRejects(number, party, desk, feed)
        if known == 0 {
            throw Fault(
                .commandMessage, .stop,
                "There is no file '\(PlacePath.readable(source.file))', and nothing is kept here of an invoice \(number)."
            )
        }
    }

    private func showRejects(
        _ number: String, _ party: String?, _ desk: Desk, _ feed: EDIInvoicesFeed?
    ) throws(Fault) -> Int {
        var found = 0
        for run in try desk.ledger.runs(of: nil, limit: 200) {
            for name in ["rejects.edi"] + (2...9).map({ "rejects-\($0).edi" }) {
                let path = "runs/\(run.id)/out/\(name)"
                guard try desk.workspace.folder.look(path) != nil else { break }
                let file = try FileOnDisk(measuring: try desk.workspace.folder.open(path), name: path)
                try EDIView.each(of: file, feed) { view throws(Fault) in
                    guard view.number == number, party == nil || view.invoice?.party == party else { return .more }
                    found += 1
                    put(EDICard(view, "\(name) of run \(run.id)", of: nil, isBrief: false).lines)
                    return .more
                }
            }
        }
        return found
    }
}
