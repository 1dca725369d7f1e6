import ArgumentParser
import Exchange
import Feeds
import Ledger
import Machine
import Setup

/// Which file a command is about, and which message in it.
struct EDISource: ParsableArguments {
    @Argument(help: "A file; or the number of an invoice that was kept back or delivered here.", completion: .file())
    var file: String
    @Argument(help: "The invoice's number, or the message's reference; all if left out.")
    var invoice: String?
    @Option(help: "Read it as this profile does: with its vendors' ways and its lists.")
    var profile: String?
    @OptionGroup var institution: InstitutionOptions

    /// The profile's feed, where one is named.
    func feed() throws -> EDIInvoicesFeed? {
        guard let profile else { return nil }
        let (folder, configuration) = try institution.root.configuration()
        let found = try SetupPrinter.insist(folder) { () throws(SetupFailure) in try configuration.profile(profile) }
        guard let feed = found.plan.feed as? EDIInvoicesFeed else {
            throw Fault(.commandFeed, .stop, "The profile '\(profile)' is not about vendors' invoices.")
        }
        return feed
    }

    /// The file, where there is one of that name.
    func opened() throws(Fault) -> FileOnDisk? {
        do throws(Fault) {
            return try FileOnDisk(measuring: try Folder.openAnywhere(file), name: PlacePath.last(file))
        } catch {
            guard error.code == .machineFile else {
                throw Fault(.commandFile, .stop, error.message, context: error.context)
            }
            return nil
        }
    }

    func insisted() throws(Fault) -> FileOnDisk {
        if let found = try opened() { return found }
        throw Fault(.commandFile, .stop, "There is no file \(PlacePath.readable(file)).")
    }

    func isWanted(_ view: EDIView) -> Bool {
        guard let invoice else { return true }
        return view.number == invoice || view.reference == invoice
    }

    /// The one message that is meant.
    func one(_ file: FileOnDisk, _ feed: EDIInvoicesFeed?) throws(Fault) -> EDIView {
        var found: [EDIView] = []
        try EDIView.each(of: file, feed) { view throws(Fault) in
            if isWanted(view), view.invoice != nil { found.append(view) }
            return found.count < 2 ? .more : .enough
        }
        guard let first = found.first else {
            throw Fault(.commandMessage, .stop, "\(file.name) has no invoice \(invoice ?? "").")
        }
        if found.count > 1 {
            throw Fault(
                .commandMessage, .stop, "\(file.name) has several such invoices; name one by its number or reference.")
        }
        return first
    }
}
