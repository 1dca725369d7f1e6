import Exchange
import Formats
import Rules

/// Reads what the ERP answers about invoices, a row each.
final class PaymentGathering: RowGathering {
    private let statuses: [[UInt8]: PaymentStatus]

    init(_ feed: ERPPaymentsFeed, _ facts: RunFacts, _ spool: FrameSpool, _ report: Report) {
        statuses = Dictionary(feed.statuses.map { (Array($0.word.utf8), $0.status) }) { $1 }
        super.init(feed.source, facts, spool, report)
    }

    override func judge(_ isGood: Bool, _ problems: [FieldMapping.Problem], _ position: Position) -> Verdict {
        let status = status(PaymentShape.status, statuses, .paymentsStatus, position)
        var isGood = isGood
        if !checkIdentity(position) { isGood = false }
        if !checkCharacters(position) { isGood = false }
        guard let status else { return .unclear }
        if !isGood { return .bad }
        if status == .open { return .leftOut }
        if status == .rejected, frame.bytes(PaymentShape.reason).isEmpty {
            add(
                .warning, .paymentsReason, position, PaymentShape.reason,
                "the invoice is rejected, and the ERP gives no reason; its staff will have to ask")
        }
        return .wanted
    }

    private func checkIdentity(_ position: Position) -> Bool {
        let id = frame.bytes(PaymentShape.id)
        let number = frame.bytes(PaymentShape.number)
        let vendor = frame.bytes(PaymentShape.vendor)
        if !id.isEmpty || (!number.isEmpty && !vendor.isEmpty) { return true }
        add(
            .error, .paymentsIdentity, position, PaymentShape.id,
            "neither the invoice's identifier is there, nor its number with the vendor's code")
        return false
    }

    private func checkCharacters(_ position: Position) -> Bool {
        for field in PaymentShape.shape.fields.indices where XMLText.firstForbidden(Array(frame.bytes(field))) != nil {
            add(.error, .paymentsCharacter, position, field, "the value has a character in it that XML cannot carry")
            return false
        }
        return true
    }

    override var subject: String? {
        for field in [PaymentShape.id, PaymentShape.number] where !frame.bytes(field).isEmpty {
            return frame.string(field)
        }
        return nil
    }
}
