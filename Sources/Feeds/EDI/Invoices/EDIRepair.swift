import Exchange
import Formats

/// An invoice whose charge stands twice, made new with the charge once and the totals that follow. The original is never
/// touched: this is another message, in an interchange of its own.
package struct EDIRepair {
    /// The new interchange, whole.
    package let bytes: [UInt8]
    /// What differs, a line each: `- ALC+C++++DL (segment 84)`.
    package let changes: [String]
    /// What the new message asks for.
    package let total: Decimal

    /// Throws words on why it cannot be done.
    package static func droppingDoubledCharge(_ view: EDIView, prepared: CivilTime) throws(Refusal) -> EDIRepair {
        guard let opinion = view.invoice, let totals = opinion.totals, let draft = EDIDraft(view.message) else {
            throw Refusal("it is no whole invoice with a total")
        }
        guard totals.model == nil else { throw Refusal("its total balances as it is") }
        let cause = EDISuspicion.of(totals, opinion.invoice, digits: opinion.currency?.digits ?? 2)
        guard case .chargeTwice(_, let again?) = cause else {
            throw Refusal("the difference of its total is not a charge that stands twice")
        }
        return try EDIRepair(view, opinion, totals, draft, without: again, prepared)
    }

    package struct Refusal: Error {
        package let words: String
        init(_ words: String) { self.words = words }
    }

    private init(
        _ view: EDIView, _ opinion: EDIInvoiceOpinion, _ totals: EDITotals, _ draft: EDIDraft,
        without charge: EDICharge,
        _ prepared: CivilTime
    ) throws(Refusal) {
        guard let interchange = view.message.interchange, let amount = charge.amount else {
            throw Refusal("it stands in no interchange")
        }
        var (draft, changes) = (draft, [String]())
        let said = totals.payable.amount.value
        // Where nothing says it, the mark is the one the total is written with.
        let payable = view.message[totals.payable.amount.segment - 1].bytes(1, 2)
        let mark = view.message.separators.decimalMark ?? (payable.contains(0x2C) ? 0x2C : 0x2E)
        let point = totals.expected.text(digits: opinion.currency?.digits ?? 2)
        let text = mark == 0x2C ? point.replacing(".", with: ",") : point
        for index in draft.segments.indices where draft.segments[index].tag == "MOA" {
            guard case .success(let value)? = view.message[index + 1].decimal(1, 2), value == said,
                ["9", "86", "79", "39", "77", "129"].contains(draft.segments[index].elements[0][0])
            else { continue }
            changes.append(
                "  \(draft.segments[index]) becomes MOA+\(draft.segments[index].elements[0][0]):\(text) (segment \(index + 2))"
            )
            draft.segments[index].elements[0][1] = text
        }
        // UNH is segment 1, and stands in no draft.
        let gone = charge.segment...max(charge.segment, amount.segment)
        for number in gone { changes.append("- \(draft.segments[number - 2]) (segment \(number))") }
        draft.segments.removeSubrange(gone.lowerBound - 2...gone.upperBound - 2)
        changes.append("  UNT \(view.message.count) becomes \(draft.segments.count + 2)")
        self.changes = changes
        total = totals.expected
        let header = EDIHeader(
            from: interchange.sender, interchange.senderQualifier, to: interchange.recipient,
            interchange.recipientQualifier,
            prepared: prepared, reference: String(("R" + interchange.reference).prefix(14)))
        bytes = try EDIRepair.written(draft, header, mark)
        try EDIRepair.demandWhole(bytes, totals.expected)
    }

    private static func written(
        _ draft: EDIDraft, _ header: EDIHeader, _ mark: UInt8
    ) throws(Refusal) -> [UInt8] {
        var separators = EDISeparators.written
        separators.decimalMark = mark
        // ISO 8859-1 where it will do, since more systems read it.
        for syntax in ["UNOC", "UNOY"] {
            let sink = MemorySink()
            var writer = EDIWriter(header, syntax: syntax, separators: separators)
            do throws(Fault) {
                try writer.begin(sink)
                try writer.write(draft, to: sink)
                try writer.finish(sink)
                return sink.bytes
            } catch { continue }
        }
        throw Refusal("its text cannot be written again")
    }

    /// Read again, the new message must balance.
    private static func demandWhole(_ bytes: [UInt8], _ total: Decimal) throws(Refusal) {
        var isWhole = false
        do throws(Fault) {
            let reader = EDIReader(.tolerant)
            let report = Report(keptPerRule: 0)
            func take(_ event: borrowing EDIEvent) -> Demand {
                guard case .message(let message) = copy event else { return .more }
                let opinion = EDIInvoicesFeed.opinion(message)
                isWhole =
                    opinion.totals?.model != nil && opinion.totals?.payable.amount.value == total && !opinion.hasError
                return .more
            }
            _ = try reader.read(bytes.span.bytes, report: report) { event, _ throws(Fault) in take(event) }
            try reader.finish(report: report) { event, _ throws(Fault) in take(event) }
        } catch { throw Refusal("the new message does not read back: \(error.message)") }
        if !isWhole { throw Refusal("the invoice would not be right without the charge either") }
    }
}
