import Exchange
import Formats
import Rules

/// Columns to fields: the first form of the mapping, one column to one field. Dates come out as ISO 8601; everything
/// else as it stands. A cell of nothing but white space is blank.
struct UserMapping: Transformer {
    private let layout: UserLayout
    /// Parallel to the layout's slots.
    private let columns: [Int]
    /// How the slot's dates are written where they must be rewritten; most values go through as they stand.
    private let dates: [DateLayout]
    private let isDate: [Bool]
    private var user: UserRecord

    /// Spaces, which every rule takes for plain text.
    private static let slack = [UInt8](repeating: 0x20, count: UserRecord.slack)

    /// The header has every column the layout names; the reader has seen to it.
    init(_ layout: UserLayout, _ header: TableHeader) {
        self.layout = layout
        columns = layout.slots.map { slot in slot.rule.column.flatMap { header[$0] } ?? 0 }
        isDate = layout.slots.map { $0.element.kind == .date }
        dates = layout.slots.map { $0.rule.date ?? .iso }
        user = UserRecord(slots: layout.slots.count)
    }

    mutating func transform(
        _ input: borrowing TableRow, at position: Position, report: Report,
        _ emit: (borrowing UserRecord, Position) throws(Fault) -> Void
    ) throws(Fault) -> Bool {
        try input.withText { (text: UnsafeBufferPointer<UInt8>) throws(Fault) in
            // The row is copied as a whole (without its line end, which would look suspicious to the rules): one copy is
            // cheaper than one for each cell. Rewritten dates go behind it.
            user.clear()
            user.bytes.append(
                contentsOf: UnsafeBufferPointer(rebasing: text[..<input.range(input.count - 1).upperBound]))
            for slot in columns.indices {
                let range = input.range(columns[slot])
                let cell = UnsafeBufferPointer(rebasing: text[range])
                if UserMapping.isBlank(cell) {
                    user.ranges[slot] = 0..<0
                } else if isDate[slot] {
                    rewrite(cell, range, slot, position, report)
                } else {
                    user.ranges[slot] = range
                }
            }
        }
        user.glance = user.bytes.withUnsafeBufferPointer { XMLText.glance(utf8: $0) }
        user.bytes.append(contentsOf: UserMapping.slack)
        try emit(user, position)
        return user.isSound
    }

    private mutating func rewrite(
        _ cell: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ slot: Int, _ position: Position, _ report: Report
    ) {
        guard let date = dates[slot].date(cell) else {
            let target = layout.slots[slot]
            report.add(
                Finding(
                    .error, .sisDate, position.at(target.rule.column ?? target.path),
                    "\(target.path): the value in column '\(target.rule.column ?? "")' is no date as \(dates[slot])."))
            // Wrong is not blank: the rules have nothing to add about this value.
            user.ranges[slot] = range
            user.isSound = false
            return
        }
        if dates[slot].isISO {
            user.ranges[slot] = range
        } else {
            let start = user.bytes.count
            date.append(to: &user.bytes)
            user.ranges[slot] = start..<user.bytes.count
        }
    }

    private static func isBlank(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in cell where byte > 0x20 { return false }
        return true
    }
}
