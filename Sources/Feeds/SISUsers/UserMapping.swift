import Exchange
import Formats
import Rules

/// Columns to fields: the first form of the mapping, one column to one field. Dates come out as ISO 8601; everything
/// else as it stands. A cell of nothing but white space is blank.
struct UserMapping: Transformer {
    private let layout: UserLayout
    /// Parallel to the layout's slots.
    private let columns: [Int]
    private let isDate: [Bool]
    private let dates: [DateLayout]
    private var user: UserRecord

    /// The header has every column the layout names; the reader has seen to it.
    init(_ layout: UserLayout, _ header: CSVHeader) {
        self.layout = layout
        columns = layout.slots.map { slot in slot.rule.column.flatMap { header[$0] } ?? 0 }
        isDate = layout.slots.map { $0.element.kind == .date }
        dates = layout.slots.map { $0.rule.date ?? .iso }
        user = UserRecord(slots: layout.slots.count)
    }

    mutating func transform(
        _ input: borrowing CSVRecord, at position: Position, report: Report,
        _ emit: (borrowing UserRecord, Position) throws(Fault) -> Void
    ) throws(Fault) -> Bool {
        user.clear()
        var isGood = true
        try input.withText { (text: UnsafeBufferPointer<UInt8>) throws(Fault) in
            for slot in columns.indices {
                let cell = UnsafeBufferPointer(rebasing: text[input.range(columns[slot])])
                let start = user.bytes.count
                if !UserMapping.isBlank(cell) {
                    if isDate[slot] {
                        isGood = append(cell, as: dates[slot], slot, position, report) && isGood
                    } else {
                        user.bytes.append(contentsOf: cell)
                    }
                }
                user.ranges[slot] = start..<user.bytes.count
            }
        }
        if isGood { try emit(user, position) }
        return isGood
    }

    private mutating func append(
        _ cell: UnsafeBufferPointer<UInt8>, as layout: DateLayout, _ slot: Int, _ position: Position, _ report: Report
    ) -> Bool {
        guard let date = layout.date(cell) else {
            let target = self.layout.slots[slot]
            report.add(
                Finding(
                    .error, .sisDate, position.at(target.rule.column ?? target.path),
                    "\(target.path): the value in column '\(target.rule.column ?? "")' is no date as \(layout)."))
            return false
        }
        date.append(to: &user.bytes)
        return true
    }

    private static func isBlank(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in cell where byte > 0x20 { return false }
        return true
    }
}
