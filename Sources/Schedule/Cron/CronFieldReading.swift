import Exchange

extension CronField {
    /// `*`, `5`, `1-5`, `*/15`, `8-18/2`, names, lists of these with commas. `offset` is where the text begins in its line.
    func content(_ text: Substring, at offset: Int) throws(CronProblem) -> Content {
        var content = Content()
        content.isStar = text.first == "*" || text == "?"
        if text == "?" {
            guard takesQuestion else { throw problem(offset, "'?' is not for the \(name): write '*'") }
            content.mask = mask(range, step: 1)
            return content
        }
        var at = offset
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            if takesLast, item.uppercased() == "L" {
                content.hasLast = true
            } else {
                content.mask |= try mask(of: item, at)
            }
            at += item.count + 1
        }
        return content
    }

    private func mask(of item: Substring, _ at: Int) throws(CronProblem) -> UInt64 {
        if item.isEmpty { throw problem(at, "the \(name) has a comma with nothing beside it") }
        let halves = item.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { throw problem(at, "'\(item)' has more than one '/'") }
        let span = try span(halves[0], at)
        guard halves.count == 2 else { return mask(span, step: 1) }
        let step = try step(halves[1], at + halves[0].count + 1)
        guard halves[0].contains("-") || halves[0] == "*" else {
            throw problem(
                at, "'\(item)' has a step but no range: write '\(halves[0])-\(range.upperBound)/\(halves[1])'")
        }
        guard step <= span.upperBound - span.lowerBound else {
            throw problem(
                at, "'\(item)' is only ever \(span.lowerBound), because its step is larger than its range: write that")
        }
        return mask(span, step: step)
    }

    private func span(_ text: Substring, _ at: Int) throws(CronProblem) -> ClosedRange<Int> {
        if text == "*" { return range }
        // A name may not hold a '-', a number neither.
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2 else { throw problem(at, "'\(text)' is no range: write it as 1-5") }
        let first = try number(ends[0], at)
        guard ends.count == 2 else { return first...first }
        var last = try number(ends[1], at + ends[0].count + 1)
        // Sunday is the first day by its number, and the last of most people's weeks.
        if self.range.upperBound == 7, last == 0, first > 0 { last = 7 }
        guard first <= last else {
            throw problem(
                at, "'\(text)' runs backwards: write '\(first)-\(wrapEnd),\(range.lowerBound)-\(last)' to go round")
        }
        return first...last
    }

    /// Where a range that goes round ends the first time.
    private var wrapEnd: Int { range.upperBound == 7 ? 6 : range.upperBound }

    private func number(_ text: Substring, _ at: Int) throws(CronProblem) -> Int {
        if let number = digits(text) {
            guard range.contains(number) else {
                throw problem(at, "the \(name) is \(range.lowerBound) to \(range.upperBound), not \(number)")
            }
            return number
        }
        let upper = text.uppercased()
        if let place = names.firstIndex(of: upper) { return place + firstName }
        if text.isEmpty { throw problem(at, "the \(name) has a number missing") }
        if let place = names.firstIndex(where: { upper.hasPrefix($0) }) {
            throw problem(at, "'\(text)' is not written so here: three letters", nearest: names[place])
        }
        throw problem(at, "'\(text)' \(reason(upper))", nearest: nearest(upper, among: names))
    }

    private func step(_ text: Substring, _ at: Int) throws(CronProblem) -> Int {
        guard let step = digits(text), step > 0 else {
            throw problem(at, "the step after '/' is a number from 1 on, not '\(text)'")
        }
        return step
    }

    /// Words of other programs' cron that people bring along.
    private func reason(_ upper: String) -> String {
        if upper == "H" { return "is not known here: name a minute, and use 'jitter' to spread runs" }
        if upper.contains("#") || upper.hasSuffix("L") || upper.hasSuffix("W") {
            return "is not known here: only 'L' by itself, in the day of the month, is"
        }
        return "is no \(name): \(range.lowerBound) to \(range.upperBound)"
            + (names.isEmpty ? "" : ", or \(names.joined(separator: " "))")
    }

    private func digits(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.count <= 4, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    private func mask(_ span: ClosedRange<Int>, step: Int) -> UInt64 {
        stride(from: span.lowerBound, through: span.upperBound, by: step).reduce(0) { $0 | 1 << UInt64($1) }
    }

    private func problem(_ offset: Int, _ message: String, nearest: String? = nil) -> CronProblem {
        CronProblem(offset, message, nearest: nearest)
    }
}
