import Exchange
import Formats
import Rules

/// Reads orders, or the ERP's answers about them, a row each.
final class OrderGathering: RowGathering {
    private let direction: OrderDirection
    private let shape: OrderShape
    private let statuses: [[UInt8]: OrderStatus]

    init(_ feed: ERPOrdersFeed, _ facts: RunFacts, _ spool: FrameSpool, _ report: Report) {
        direction = feed.direction
        shape = feed.shape
        statuses = Dictionary(feed.statuses.map { (Array($0.word.utf8), $0.status) }) { $1 }
        super.init(feed.source, facts, spool, report)
    }

    override func judge(_ isGood: Bool, _ problems: [FieldMapping.Problem], _ position: Position) -> Verdict {
        var isGood = isGood
        if frame.bytes(shape.number).isEmpty, !problems.contains(where: { $0.field == shape.number }) {
            add(.error, .ordersIdentity, position, shape.number, "there is no order number")
            isGood = false
        }
        guard direction == .approvals, let field = shape.status else { return isGood ? .wanted : .bad }
        guard let status = status(field, statuses, .ordersStatus, position) else { return .unclear }
        if !isGood || !isWhole(status, position) { return .bad }
        return status == .open ? .leftOut : .wanted
    }

    /// Whether the answer has what the library system needs of it.
    private func isWhole(_ status: OrderStatus, _ position: Position) -> Bool {
        if status == .approved, let field = shape.erpNumber, frame.bytes(field).isEmpty {
            add(.error, .ordersNumber, position, field, "the order is approved, and there is no number of the ERP's")
            return false
        }
        if status == .rejected, shape.reason.map({ frame.bytes($0).isEmpty }) ?? true {
            add(
                .warning, .ordersReason, position, shape.reason ?? shape.number,
                "the order is rejected without a reason")
        }
        return true
    }

    override var subject: String? { frame.bytes(shape.number).isEmpty ? nil : Order(frame).key }
}
