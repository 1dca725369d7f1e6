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
    /// Of the line being read.
    private var values: [LineValue] = []
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
            if self.last.isEmpty { return try self.take(line, file) }
            self.waiting.append(Array(line))
            if self.waiting.count > self.last.count { try self.takeFirst(file) }
        }
        guard waiting.count == last.count else { throw TargetFindings.broken(file, lines, "comes too early") }
        for (form, line) in zip(last, waiting) {
            try lend(line) { line throws(Fault) in try self.add(form, line, file) }
        }
        findings.lines = lines
        return findings
    }

    private func takeFirst(_ file: any StagedFile) throws(Fault) {
        try lend(waiting.removeFirst()) { line throws(Fault) in try self.take(line, file) }
    }

    private func lend(_ line: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(Fault) -> Void) throws(Fault) {
        try line.withUnsafeBufferPointer { line throws(Fault) in try body(line) }
    }

    private func checkNames(_ line: UnsafeBufferPointer<UInt8>, _ file: any StagedFile) throws(Fault) {
        let names = body.first?.cells.map { layout.letters.encoded($0.field.name) ?? [] } ?? []
        let isWhole = body.first?.read(line, &values) ?? false
        if !isWhole || values.map({ $0.text(line) }) != names {
            throw TargetFindings.broken(file, 1, "does not name the values")
        }
    }

    /// A line of which it is known that others follow it.
    private func take(_ line: UnsafeBufferPointer<UInt8>, _ file: any StagedFile) throws(Fault) {
        let number = lines - last.count - (hasNames ? 1 : 0)
        if number <= first.count { return try add(first[number - 1], line, file) }
        guard let found = body.count == 1 ? 0 : body.firstIndex(where: { $0.fits(line, &values) }) else {
            throw TargetFindings.broken(file, lines - last.count, "is none that the layout has")
        }
        if findings.records != nil, body[found].level == 0, body[found].isEvery { findings.records? += 1 }
        try add(body[found], line, file)
    }

    private func add(
        _ form: LineForm, _ line: UnsafeBufferPointer<UInt8>, _ file: any StagedFile
    ) throws(Fault) {
        guard form.read(line, &values) else {
            throw TargetFindings.broken(file, lines, "does not have the values the layout has")
        }
        for (place, column, cell) in form.sums {
            let value = UnsafeBufferPointer(rebasing: line[values[place].range])
            guard value.contains(where: { $0 != 0x20 }) else { continue }
            guard let number = cell.style.read(form.unfilled(value, cell)) else {
                throw TargetFindings.broken(file, lines, "has something other than a number as '\(cell.field.name)'")
            }
            findings.add(number, to: column)
        }
    }

    /// Cuts the file into lines without their ends.
    private func cut(
        _ file: any StagedFile, _ body: (UnsafeBufferPointer<UInt8>) throws(Fault) -> Void
    ) throws(Fault) {
        var rest: [UInt8] = []
        try file.eachChunk { chunk throws(Fault) in
            chunk.withUnsafeBytes { rest.append(contentsOf: $0) }
            var start = 0
            try rest.withUnsafeBufferPointer { rest throws(Fault) in start = try self.cut(rest, file, body) }
            rest.removeFirst(start)
            return .more
        }
        if !rest.isEmpty { throw TargetFindings.broken(file, lines + 1, "is not whole") }
    }

    /// Cuts off the whole lines; how many bytes they are.
    private func cut(
        _ bytes: UnsafeBufferPointer<UInt8>, _ file: any StagedFile,
        _ body: (UnsafeBufferPointer<UInt8>) throws(Fault) -> Void
    ) throws(Fault) -> Int {
        let end = layout.lineEnd.bytes
        var start = 0
        if end.isEmpty {
            let width = self.body.first?.width ?? 1
            while bytes.count - start >= width {
                try body(UnsafeBufferPointer(rebasing: bytes[start..<start + width]))
                start += width
            }
            return start
        }
        while let found = bytes[start...].firstIndex(of: 0x0A) {
            let stop = found + 1 - end.count
            guard stop >= start, bytes[stop...found].elementsEqual(end) else {
                throw TargetFindings.broken(file, lines + 1, "does not end as lines do here")
            }
            try body(UnsafeBufferPointer(rebasing: bytes[start..<stop]))
            start = found + 1
        }
        return start
    }
}
