import Exchange

/// Numbers, terms, due dates and characters.
extension LayoutReading {
    mutating func number(_ block: Settings, _ spot: LayoutSpot) -> NumberStyle {
        var style = NumberStyle()
        style.decimals = block.integer("decimals")
        style.sign = choice(block, "sign") ?? .leading
        style.isNegated = block.boolean("negate") ?? false
        if let name = block.text("currency"), let node = block.written("currency") {
            style.currency = place(name, node.mark, block.dotted("currency"), level: spot.level)
            if style.decimals != nil {
                complain(block, "currency", "either 'decimals' or 'currency' says how many digits, not both")
            }
        }
        let mark = block.text("mark") ?? "."
        style.mark = mark == "none" ? nil : mark.utf8.first
        if style.mark == nil, style.decimals == nil, style.currency == nil {
            complain(
                block, "mark",
                "without a decimal mark, 'decimals' or 'currency' must say how many digits are behind it",
                allowed: ["decimals: 2"])
        }
        let grouping = block.text("grouping") ?? "none"
        style.grouping = grouping == "none" ? nil : grouping == "blank" ? 0x20 : grouping.utf8.first
        if style.grouping != nil, style.grouping == style.mark {
            complain(block, "grouping", "the same character cannot stand between thousands and before decimals")
        }
        return style
    }

    /// `today`, or a field with a date; the outer nil where there is a complaint.
    private mutating func day(_ block: Settings, _ spot: LayoutSpot) -> Int?? {
        let name = block.text("date") ?? "today"
        if name == "today" { return .some(nil) }
        let mark = block.written("date")?.mark ?? block.mark
        guard let field = place(name, mark, block.dotted("date"), level: spot.level) else { return nil }
        if shape.fields[field].kind == .date { return .some(field) }
        let dates = shape.fields(upTo: spot.level ?? 0).filter { $0.kind == .date }.map(\.name)
        complain(
            block, "date", "'\(name)' is no date", nearest: nearest(name, among: dates), allowed: ["today"] + dates)
        return nil
    }

    mutating func term(_ block: Settings, _ spot: LayoutSpot) -> LayoutSource? {
        guard let field = day(block, spot) else { return nil }
        var starts: [TermRule.Start] = []
        for pair in block.written("from")?.pairs ?? [] {
            let text = pair.value.text ?? ""
            let numbers = pair.key.split(separator: "-").map { Int($0) ?? 0 }
            // A leap year has every day.
            guard numbers.count == 2, CivilDate(year: 2024, month: numbers[0], day: numbers[1]) != nil else {
                complaints.add(
                    pair.keyMark, key: block.dotted("from.\(pair.key)"), "'\(pair.key)' is no day of a year, as MM-DD",
                    allowed: ["01-01", "08-15"])
                continue
            }
            guard let parts = TermRule.parts(text), !text.isEmpty else {
                complaints.add(
                    pair.value.mark, key: block.dotted("from.\(pair.key)"),
                    "'\(text)' is no term: braces hold the year, moved or not",
                    allowed: ["{YYYY}", "{YY}", "{YYYY+1}", "{YY-1}"])
                continue
            }
            starts.append(TermRule.Start(month: numbers[0], day: numbers[1], parts: parts, text: text))
        }
        guard starts.count == block.written("from")?.pairs?.count ?? 0 else { return nil }
        let isSorted = zip(starts, starts.dropFirst()).allSatisfy { ($0.month, $0.day) < ($1.month, $1.day) }
        guard let first = starts.first, first.month == 1, first.day == 1, isSorted else {
            complain(block, "from", "the terms begin with 01-01 and follow the year, so that each day has one")
            return nil
        }
        return .term(TermRule(field: field, starts: starts))
    }

    mutating func due(_ block: Settings, _ spot: LayoutSpot) -> LayoutSource? {
        guard let field = day(block, spot) else { return nil }
        return .due(
            DueRule(
                field: field, day: block.integer("day") ?? 1, months: block.integer("months") ?? 1,
                lateAfter: block.integer("late_after")))
    }

    mutating func letters(_ format: Layout.Format) -> LayoutLetters {
        var table: LookupTable?
        var folds = false
        if let node = settings.written("unmappable"), node.text != "refuse" {
            let key = settings.dotted("unmappable")
            for pair in node.pairs ?? [] where pair.key != "lookup" && pair.key != "fold" {
                complaints.add(
                    pair.keyMark, key: "\(key).\(pair.key)", "'\(pair.key)' is not a key of 'unmappable'",
                    nearest: nearest(pair.key, among: ["lookup", "fold"]), allowed: ["lookup", "fold"])
            }
            if let fold = node["fold"] {
                folds = true
                if fold.text != "latin" {
                    complaints.add(
                        fold.mark, key: "\(key).fold", "'fold' knows the Latin alphabet only", allowed: ["latin"])
                }
            }
            table = node["lookup"].flatMap { lookup($0, "\(key).lookup") }
            if table == nil, !folds, node["lookup"] == nil {
                complaints.add(
                    node.mark, key: key, "'unmappable' is refuse, or a block with 'lookup' or 'fold'",
                    allowed: ["refuse", "{fold: latin}", "{lookup: lists/letters.csv}"])
            }
        }
        return LayoutLetters(
            encoding: choice(settings, "encoding") ?? .utf8, mayBreak: format == .xml || format == .json, table: table,
            folds: folds)
    }

    private mutating func lookup(_ node: Node, _ key: String) -> LookupTable? {
        let table =
            if let name = node.text {
                scope.table(name, at: node.mark, key: key, &complaints)
            } else {
                LookupReading.table(node.pairs ?? [], key: key, &complaints)
            }
        for code in table?.codes ?? [] where code.unicodeScalars.count != 1 {
            complaints.add(node.mark, key: key, "'\(LookupReading.shown(code))' is more than one character")
        }
        return table
    }
}
