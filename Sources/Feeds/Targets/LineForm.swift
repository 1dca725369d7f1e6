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

    func fits(_ line: [UInt8]) -> Bool {
        guard let values = values(line) else { return false }
        return constants.allSatisfy { values[$0.place] == $0.text }
    }

    /// The values as they are written, without quotes; nil where there are more or fewer, or something is amiss.
    func values(_ line: [UInt8]) -> [[UInt8]]? {
        let values = layout.format == .delimited ? LineForm.split(line, layout) : slices(line)
        return values?.count == cells.count ? values : nil
    }

    private func slices(_ line: [UInt8]) -> [[UInt8]]? {
        var values: [[UInt8]] = []
        var rest = line[...]
        for (index, cell) in cells.enumerated() {
            if index > 0 {
                guard rest.starts(with: layout.separator) else { return nil }
                rest = rest.dropFirst(layout.separator.count)
            }
            let width = cell.field.width ?? 0
            let bytes = layout.letters.bytes(of: rest, first: width)
            guard layout.letters.count(rest.prefix(bytes)) == width else { return nil }
            values.append(Array(rest.prefix(bytes)))
            rest = rest.dropFirst(bytes)
        }
        return rest.isEmpty ? values : nil
    }

    /// RFC 4180, as far as this program writes it: no line ends in values.
    static func split(_ line: [UInt8], _ layout: Layout) -> [[UInt8]]? {
        let separator = layout.separator[0]
        if layout.quoting == .never {
            return line.split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
        }
        var values: [[UInt8]] = [[]]
        var isQuoted = false
        var at = 0
        while at < line.count {
            let byte = line[at]
            at += 1
            if isQuoted {
                guard byte == 0x22 else {
                    values[values.count - 1].append(byte)
                    continue
                }
                if at < line.count, line[at] == 0x22 {
                    values[values.count - 1].append(byte)
                    at += 1
                    continue
                }
                isQuoted = false
                // Nothing but a separator follows.
                if at < line.count, line[at] != separator { return nil }
            } else if byte == separator {
                values.append([])
            } else if byte == 0x22 {
                guard values[values.count - 1].isEmpty else { return nil }
                isQuoted = true
            } else {
                values[values.count - 1].append(byte)
            }
        }
        return isQuoted ? nil : values
    }

    /// Without what fills its width, unless that is zeros, which change no number.
    func unfilled(_ value: [UInt8], _ cell: TargetCell) -> [UInt8] {
        let pad = cell.field.pad
        guard cell.field.width != nil, pad != 0x20, pad != 0x30 else { return value }
        var value = value
        if cell.field.alignment == .left {
            while value.last == pad { value.removeLast() }
        } else {
            value.removeFirst(value.prefix { $0 == pad }.count)
        }
        return value
    }
}
