import Exchange
import Feeds
import Foundation
import Testing

@Suite struct `Totals` {
    /// Of each model in each way: 10,000 in all, and 10,000 each where `EXCHANGE_ALL_AMOUNTS` is set.
    private static let each =
        ProcessInfo.processInfo.environment["EXCHANGE_ALL_AMOUNTS"] == nil ? 10_000 / 23 + 1 : 10_000

    @Test(arguments: EDITotalModel.allCases) func `of generated invoices follow their model`(_ model: EDITotalModel)
        throws
    {
        for seed in 0..<Self.each {
            let made = MadeTotal(model, seed: UInt64(seed))
            let opinion = try made.invoice.opinion()
            guard opinion.totals?.model == model, !opinion.hasError,
                opinion.totals?.payable.amount.value == made.payable
            else {
                Issue.record("seed \(seed): \(opinion.findings)")
                continue
            }
        }
    }

    @Test(arguments: EDITotalModel.allCases) func `that are a cent off are said to be rounded`(_ model: EDITotalModel)
        throws
    {
        for seed in 0..<Self.each {
            var made = MadeTotal(model, seed: UInt64(seed))
            let cent = Decimal(units: seed % 2 == 0 ? 1 : -1, scale: 2) ?? .zero
            made.say(made.payable.plus(cent) ?? .zero)
            let opinion = try made.invoice.opinion()
            let isNamed = opinion.suspicion == .rounding && opinion.totals?.difference == cent
            if !isNamed || !opinion.codes.contains("error edi.total") {
                Issue.record("seed \(seed): \(opinion.findings)")
            }
        }
    }

    @Test(arguments: EDITotalModel.allCases) func `of which a line was lost are said to miss one`(
        _ model: EDITotalModel
    ) throws {
        for seed in 0..<Self.each {
            let made = MadeTotal(model, seed: UInt64(seed))
            var invoice = made.invoice
            let lost = seed % invoice.lines.count
            invoice.count = invoice.lines.count
            invoice.lines.remove(at: lost)
            // A line charge that went with its line is no charge that was left out.
            let opinion = try invoice.opinion()
            guard case .lineMissing(let said, let has) = opinion.suspicion else {
                Issue.record("seed \(seed): \(opinion.findings)")
                continue
            }
            if said != Decimal(whole: invoice.lines.count + 1) || has != invoice.lines.count {
                Issue.record("seed \(seed): said \(said), has \(has)")
            }
        }
    }

    @Test(arguments: [EDITotalModel.headerCharges, .lineCharges, .summaryCharges, .messageTotal])
    func `that have a charge twice, or not at all, name its segment`(_ model: EDITotalModel) throws {
        for seed in 0..<Self.each {
            var made = MadeTotal(model, seed: UInt64(seed))
            let twice = seed % 2 == 0
            made.say((twice ? made.payable.plus(made.charge) : made.payable.minus(made.charge)) ?? .zero)
            let opinion = try made.invoice.opinion()
            let segment: Int? =
                switch opinion.suspicion {
                case .chargeTwice(let charge, nil) where twice, .recapAdded(let charge) where twice: charge.segment
                case .chargeLeftOut(let charge) where !twice: charge.segment
                default: nil
                }
            let charges = (opinion.invoice.charges + opinion.invoice.lines.flatMap(\.charges)).map(\.segment)
            if segment.map(charges.contains) != true {
                Issue.record("seed \(seed): \(opinion.findings.map(\.message))")
            }
        }
    }

    @Test(arguments: EDITotalModel.allCases) func `with a charge in header and summary, counted twice, name both`(
        _ model: EDITotalModel
    ) throws {
        guard model == .headerCharges else { return }
        for seed in 0..<Self.each {
            var made = MadeTotal(model, seed: UInt64(seed))
            made.say(made.payable.plus(made.charge) ?? .zero)
            made.invoice.summary += ["ALC+C++++PAB", "MOA+8:\(made.charge)"]
            let opinion = try made.invoice.opinion()
            guard case .chargeTwice(let first, let again?) = opinion.suspicion else {
                Issue.record("seed \(seed): \(opinion.findings)")
                continue
            }
            #expect(first.section == .header && again.section == .summary)
            #expect(opinion.findings.contains { $0.message.contains("segments \(first.segment) and \(again.segment)") })
        }
    }
}
