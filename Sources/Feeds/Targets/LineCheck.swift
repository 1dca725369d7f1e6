import Exchange
import Rules

/// Reads delimited and fixed files back, line by line.
final class LineCheck {
    private let plan: TargetPlan
    private let layout: Layout
    private let first: [LineForm]
    private let last: [LineForm]
    private let body: [LineForm]
    private let hasNames: Bool
    private var findings: TargetFindings
    /// Lines that may be the last ones.
    private var waiting: [[UInt8]] = []
    private var lines = 0

    init(_ plan: TargetPlan, control: Bool) {
        self.plan = plan
        layout = plan.layout
        findings = TargetFindings(plan)
        if control {
            body = [LineForm(plan.layout.control?.fields ?? [], level: nil, isEvery: false, plan)]
            (first, last, hasNames) = ([], [], false)
            return
        }
        func forms(_ edge: LayoutRecord.Edge) -> [LineForm] {
            plan.layout.records.filter { $0.level == nil && $0.edge == edge }.map {
                LineForm($0.fields, level: nil, isEvery: false, plan)
            }
        }
        first = forms(.start)
        last = forms(.end)
        body = plan.layout.records.filter { $0.level != nil }.map { record in
            let isEvery = record.when == nil && record.place == .any
            return LineForm(record.fields, level: record.level, isEvery: isEvery, plan)
        }
        hasNames = layout.hasNames
    }

    func read(_ file: any StagedFile) throws(Fault) -> TargetFindings {
        findings.areTellable = LineForm.areTellable(body)
        let counted = body.firstIndex { $0.level == 0 && $0.isEvery }
        findings.records = findings.areTellable && counted != nil ? 0 : nil
        try cut(file) { line throws(Fault) in
            self.lines += 1
            if self.lines == 1, self.hasNames { return try self.checkNames(line, file) }
            self.waiting.append(line)
            if self.waiting.count > self.last.count { try self.take(self.waiting.removeFirst(), file) }
        }
        guard waiting.count == last.count else { throw TargetFindings.broken(file, lines, "comes too early") }
        for (form, line) in zip(last, waiting) { try add(form, line, file) }
        findings.lines = lines
        return findings
    }

    private func checkNames(_ line: [UInt8], _ file: any StagedFile) throws(Fault) {
        let names = body.first?.cells.map { layout.letters.encoded($0.field.name) ?? [] }
        if LineForm.split(line, layout) != names { throw TargetFindings.broken(file, 1, "does not name the values") }
    }

    /// A line of which it is known that others follow it.
    private func take(_ line: [UInt8], _ file: any StagedFile) throws(Fault) {
        let number = lines - last.count - (hasNames ? 1 : 0)
        if number <= first.count { return try add(first[number - 1], line, file) }
        guard let found = body.count == 1 ? 0 : body.firstIndex(where: { $0.fits(line) }) else {
            throw TargetFindings.broken(file, lines - last.count, "is none that the layout has")
        }
        if findings.records != nil, body[found].level == 0, body[found].isEvery { findings.records? += 1 }
        try add(body[found], line, file)
    }

    private func add(_ form: LineForm, _ line: [UInt8], _ file: any StagedFile) throws(Fault) {
        guard let values = form.values(line) else {
            throw TargetFindings.broken(file, lines, "does not have the values the layout has")
        }
        for (cell, value) in zip(form.cells, values) {
            guard let column = cell.column, value.contains(where: { $0 != 0x20 }) else { continue }
            guard let number = cell.style.read(form.unfilled(value, cell)) else {
                throw TargetFindings.broken(file, lines, "has something other than a number as '\(cell.field.name)'")
            }
            findings.add(number, to: column)
        }
    }

    /// Cuts the file into lines without their ends.
    private func cut(_ file: any StagedFile, _ body: ([UInt8]) throws(Fault) -> Void) throws(Fault) {
        let end = layout.lineEnd.bytes
        var rest: [UInt8] = []
        let width = self.body.first?.width ?? 1
        try file.eachChunk { chunk throws(Fault) in
            chunk.withUnsafeBytes { rest.append(contentsOf: $0) }
            var start = 0
            if end.isEmpty {
                while rest.count - start >= width {
                    try body(Array(rest[start..<start + width]))
                    start += width
                }
            } else {
                while let found = rest[start...].firstIndex(of: 0x0A) {
                    let stop = found + 1 - end.count
                    guard stop >= start, rest[stop...found].elementsEqual(end) else {
                        throw TargetFindings.broken(file, self.lines + 1, "does not end as lines do here")
                    }
                    try body(Array(rest[start..<stop]))
                    start = found + 1
                }
            }
            rest.removeFirst(start)
            return .more
        }
        if !rest.isEmpty { throw TargetFindings.broken(file, lines + 1, "is not whole") }
    }
}
