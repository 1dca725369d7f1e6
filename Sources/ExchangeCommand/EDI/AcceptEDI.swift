import ArgumentParser
import Engine
import Exchange
import Feeds
import Glibc
import Machine

struct AcceptEDI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Makes a new message of an invoice that you mend by agreement with the vendor.",
        discussion: """
            Shows what differs, and writes the new interchange to a new file, which is then run like any other. The vendor's \
            file is never touched.

              exchange edi accept vendor.edi 583607 --drop-duplicate-charge -o mended.edi
            """)

    @OptionGroup var source: EDISource
    @Flag(help: "Take a charge out that stands twice, and put the totals right.")
    var dropDuplicateCharge = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The new file; what differs is shown only, if left out.", valueName: "file"))
    var output: String?

    func validate() throws {
        if !dropDuplicateCharge { throw ValidationError("Say what is to be mended: --drop-duplicate-charge.") }
    }

    func run() throws {
        let view = try source.one(try source.insisted(), try source.feed())
        let repair = try repaired(view)
        for line in repair.changes { Terminal.put(Engine.shown(line) + "\n", on: STDOUT_FILENO) }
        let digits = view.invoice?.currency?.digits ?? 2
        let before = view.invoice?.totals?.payable.amount.value
        let less = before.flatMap { $0.minus(repair.total) }.map { "\($0.grouped(digits: digits)) less" }
        let was = before.map { " instead of \($0.grouped(digits: digits))" } ?? ""
        print(
            "The new message asks for \(repair.total.grouped(digits: digits))\(was)\(less.map { ", \($0)" } ?? ""). "
                + "The vendor's file is as it was.")
        guard let output else { return print("Nothing was written: give --output.") }
        try NewFile.write(repair.bytes, output)
        print("Written to \(Engine.shown(output)).")
    }

    private func repaired(_ view: EDIView) throws(Fault) -> EDIRepair {
        let now = try TimeZoneFile.zone(named: "UTC").civil(WallClock.now())
        do throws(EDIRepair.Refusal) { return try EDIRepair.droppingDoubledCharge(view, prepared: now) } catch {
            throw Fault(.commandRepair, .stop, "Invoice \(view.number ?? "") was not mended: \(error.words).")
        }
    }
}
