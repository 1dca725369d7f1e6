import Exchange
import Rules

/// One kind of line, as a reader knows it: how it is taken apart, and what tells it from others.
struct LineForm {
    let cells: [TargetCell]
    let level: Int?
    /// It is written for every record of its level.
    let isEvery: Bool
    private let layout: Layout
    /// Values that never change, by their place.
    private let constants: [(place: Int, text: [UInt8])]
    private let splitting: Splitting
    /// The values that are added up, and how.
    let sums: [(place: Int, column: Int, cell: TargetCell)]

    init(_ fields: [LayoutField], level: Int?, isEvery: Bool, _ plan: TargetPlan) {
        layout = plan.layout
        self.level = level
        self.isEvery = isEvery
        cells = fields.map { TargetCell($0, plan) }
        let pen = TargetPen(plan, CivilDate(daysSince1970: 0))
        var constants: [(place: Int, text: [UInt8])] = []
        for (place, cell) in cells.enumerated() {
            guard case .constant = cell.field.source else { continue }
            _ = pen.make(cell, nil)
            constants.append((place, pen.text))
        }
        self.constants = constants
        sums = cells.enumerated().compactMap { place, cell in cell.column.map { (place, $0, cell) } }
        splitting = Splitting(separator: layout.separator.first ?? 0, mayQuote: layout.quoting != .never)
    }

    /// Of a line of fixed width, its end not counted, where a character is a byte.
    var width: Int { cells.reduce(max(0, cells.count - 1) * layout.separator.count) { $0 + ($1.field.width ?? 0) } }

    /// Whether any two of them differ in something that every reader sees.
    static func areTellable(_ forms: [LineForm]) -> Bool {
        for (index, form) in forms.enumerated() {
            for other in forms[(index + 1)...] where !form.differs(from: other) { return false }
        }
        return true
    }

    private func differs(from other: LineForm) -> Bool {
        if layout.format == .delimited, cells.count != other.cells.count { return true }
        if layout.format == .fixed, width != other.width { return true }
        return constants.contains { mine in
            other.constants.contains {
                $0.place == mine.place && $0.text != mine.text && start(mine.place) == other.start($0.place)
            }
        }
    }

    /// In a line of fixed width, where a value begins.
    private func start(_ place: Int) -> Int {
        if layout.format == .delimited { return place }
        return cells[..<place].reduce(0) { $0 + ($1.field.width ?? 0) + layout.separator.count }
    }

    func fits(_ line: UnsafeBufferPointer<UInt8>, _ values: inout [LineValue]) -> Bool {
        guard read(line, &values) else { return false }
        return constants.allSatisfy { values[$0.place].text(line) == $0.text }
    }

    /// Finds the values, as they are written, without quotes; false where there are more or fewer, or something is amiss.
    func read(_ line: UnsafeBufferPointer<UInt8>, _ values: inout [LineValue]) -> Bool {
        values.removeAll(keepingCapacity: true)
        let isWhole = layout.format == .delimited ? LineForm.split(line, splitting, &values) : slice(line, &values)
        return isWhole && values.count == cells.count
    }

    private func slice(_ line: UnsafeBufferPointer<UInt8>, _ values: inout [LineValue]) -> Bool {
        var at = 0
        for (index, cell) in cells.enumerated() {
            if index > 0 {
                guard line[at...].starts(with: layout.separator) else { return false }
                at += layout.separator.count
            }
            let width = cell.field.width ?? 0
            let rest = Array(line[at...])[...]
            let bytes = layout.letters.bytes(of: rest, first: width)
            guard layout.letters.count(rest.prefix(bytes)) == width else { return false }
            values.append(LineValue(range: at..<at + bytes, isQuoted: false))
            at += bytes
        }
        return at == line.count
    }

    /// How lines are taken apart.
    struct Splitting {
        let separator: UInt8
        let mayQuote: Bool
    }

    /// RFC 4180, as far as this program writes it: no line ends in values.
    static func split(
        _ line: UnsafeBufferPointer<UInt8>, _ how: Splitting, _ values: inout [LineValue]
    ) -> Bool {
        var at = 0
        while true {
            let start = at
            if how.mayQuote, at < line.count, line[at] == 0x22 {
                guard let end = endOfQuotes(line, start + 1) else { return false }
                values.append(LineValue(range: start + 1..<end, isQuoted: true))
                at = end + 1
                // Nothing but a separator follows.
                if at < line.count, line[at] != how.separator { return false }
            } else {
                while at < line.count, line[at] != how.separator {
                    if how.mayQuote, line[at] == 0x22 { return false }
                    at += 1
                }
                values.append(LineValue(range: start..<at, isQuoted: false))
            }
            if at >= line.count { return true }
            at += 1
        }
    }

    /// The quote that ends a value; two of them are one of its letters.
    private static func endOfQuotes(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var at = start
        while at < line.count {
            if line[at] == 0x22 {
                guard at + 1 < line.count, line[at + 1] == 0x22 else { return at }
                at += 1
            }
            at += 1
        }
        return nil
    }

    /// Without what fills its width, unless that is zeros, which change no number.
    func unfilled(_ value: UnsafeBufferPointer<UInt8>, _ cell: TargetCell) -> UnsafeBufferPointer<UInt8> {
        let pad = cell.field.pad
        guard cell.field.width != nil, pad != 0x20, pad != 0x30 else { return value }
        var (start, end) = (0, value.count)
        if cell.field.alignment == .left {
            while end > start, value[end - 1] == pad { end -= 1 }
        } else {
            while start < end, value[start] == pad { start += 1 }
        }
        return UnsafeBufferPointer(rebasing: value[start..<end])
    }
}
