import Exchange
import Formats

/// Reads a payment confirmation of ours back and holds it against the totals it was written with.
enum ConfirmationCheck {
    static func verify(_ file: any StagedFile, _ tally: Tally, _ how: Verification) throws(Fault) {
        let scan = XMLScan(counting: "xb:invoice", depth: 3)
        try file.eachChunk { chunk throws(Fault) in
            var fault: Fault?
            chunk.withUnsafeBytes { bytes in
                do throws(Fault) { try scan.read(bytes) } catch { fault = error }
            }
            if let fault { throw fault }
            return .more
        }
        try scan.finish()
        try demand(file, "invoices", scan.counted, tally)
        if how == .full { try verifyAll(file, tally) }
    }

    /// By libxml2, which shares nothing with the writer: every count and every sum.
    private static func verifyAll(_ file: any StagedFile, _ tally: Tally) throws(Fault) {
        let report = Report()
        try ConfirmationExamination(report).read(file)
        if report.count(.error) > 0 {
            throw Fault(
                .paymentsOutput, .stop, "\(PlacePath.readable(file.name)) is no payment confirmation when read back.")
        }
        try demand(file, "invoices", report.tally.accepted, tally)
        for control in tally.controls {
            guard let currency = Currency(control.name) else { continue }
            let sum = report.tally.money.accounts[currency]?[.delivered] ?? .zero
            if sum != control.total {
                throw Fault(
                    .paymentsOutput, .stop,
                    "\(PlacePath.readable(file.name)) has \(currency) \(sum) in it, and \(control.total) was written.")
            }
        }
    }

    private static func demand(_ file: any StagedFile, _ name: String, _ count: Int, _ tally: Tally) throws(Fault) {
        let wanted = tally.controls.first { $0.name == name }?.total ?? .zero
        if wanted == Decimal(whole: count) { return }
        throw Fault(
            .paymentsOutput, .stop,
            "\(PlacePath.readable(file.name)) holds \(count) \(name), but \(wanted) were written.")
    }
}
