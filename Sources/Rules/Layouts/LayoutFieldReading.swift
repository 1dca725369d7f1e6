import Exchange

/// One value of a target.
extension LayoutReading {
    mutating func field(_ block: Settings, _ spot: LayoutSpot) -> LayoutField? {
        guard let source = source(block, spot) else { return nil }
        let name = block.text("name") ?? LayoutReading.called(source, shape)
        var field = LayoutField(name: name, source: source, mark: block.mark, key: block.path)
        field.number = block.block("number").flatMap { number($0, spot) }
        field.date = date(block)
        field.width = block.integer("width") ?? width(source, spot)
        field.longest = block.integer("longest")
        field.isCut = block.boolean("cut") ?? false
        let isNumber = field.number != nil || field.isLate
        field.alignment = block.written("align").flatMap { _ in choice(block, "align") } ?? (isNumber ? .right : .left)
        field.pad = pad(block)
        field.isRequired = block.boolean("required") ?? false
        if case .rule(let rule) = source, rule.required { field.isRequired = true }
        field.kind = choice(block, "as") ?? .text
        LayoutFieldChecks(field: field, block: block, spot: spot, shape: shape).run(&complaints)
        return field
    }

    /// What messages call a value without a name.
    private static func called(_ source: LayoutSource, _ shape: RecordShape) -> String {
        switch source {
        case .rule(let rule): rule.columns.first ?? "a value"
        case .constant(let text): "'\(String(decoding: text.prefix(20), as: UTF8.self))'"
        case .count: "count"
        case .total(let field, _): "total of \(shape.fields[field].name)"
        case .counter: "counter"
        case .sequence(let name): name
        case .term: "term"
        case .due: "due date"
        case .join(let fields): fields.first?.name ?? "a value"
        }
    }

    /// A constant is as wide as it is.
    private func width(_ source: LayoutSource, _ spot: LayoutSpot) -> Int? {
        guard spot.format == .fixed, case .constant(let text) = source, !text.isEmpty else { return nil }
        return String(decoding: text, as: UTF8.self).unicodeScalars.count
    }

    private mutating func source(_ block: Settings, _ spot: LayoutSpot) -> LayoutSource? {
        let keys = LayoutSettings.sources.map(\.key).filter { block.node[$0] != nil }
        guard keys.count == 1 else {
            let words =
                keys.isEmpty
                ? "this does not say where its value comes from"
                : "this says \(keys.map { "'\($0)'" }.joined(separator: " and ")); only one of them can stay"
            complaints.add(block.mark, key: block.path, words, allowed: LayoutSettings.sources.map(\.key))
            return nil
        }
        switch keys[0] {
        case "value":
            guard let node = block.written("value") else {
                complain(block, "value", "'value' names no field")
                return nil
            }
            return rule(node, block.dotted("value"), level: spot.level).map { .rule($0) }
        case "constant": return .constant(Array((block.text("constant") ?? "").utf8))
        case "count": return count(block)
        case "total": return total(block)
        case "counter": return counter(block, spot)
        case "sequence": return sequence(block)
        case "join": return join(block, spot)
        case "term": return block.block("term").flatMap { term($0, spot) }
        default: return block.block("due").flatMap { due($0, spot) }
        }
    }

    private mutating func count(_ block: Settings) -> LayoutSource? {
        let name = block.text("count") ?? ""
        if name == "lines" || name == "details", ["xml", "json"].contains(settings.text("format")) {
            complain(block, "count", "lines are counted in files of lines only", allowed: ["records", "bytes"])
        }
        switch name {
        case "records": return .count(.records)
        case "lines": return .count(.lines)
        case "details": return .count(.details)
        case "bytes": return .count(.bytes)
        default: break
        }
        if let level = shape.level(name) { return .count(.level(level)) }
        let names = ["records", "lines", "details", "bytes"] + shape.levels.map(\.name)
        complain(
            block, "count", "'\(name)' cannot be counted", nearest: nearest(name, among: names), allowed: names)
        return nil
    }

    private mutating func total(_ block: Settings) -> LayoutSource? {
        let name = block.text("total") ?? ""
        let names = shape.fields.filter { $0.kind == .money || $0.kind == .number }.map(\.name)
        if names.contains(name), let field = shape.number(name) {
            return .total(field, choice(block, "amounts") ?? .all)
        }
        complain(
            block, "total", "'\(name)' is no amount that could be added up", nearest: nearest(name, among: names),
            allowed: names)
        return nil
    }

    private mutating func counter(_ block: Settings, _ spot: LayoutSpot) -> LayoutSource? {
        let names = shape.levels.prefix((spot.level ?? -1) + 1).map(\.name)
        let name = block.text("counter") ?? ""
        if let level = shape.level(name), names.contains(name) {
            return .counter(level, isWithin: block.text("within") == "record")
        }
        complain(
            block, "counter",
            names.isEmpty ? "a counter stands in lines of records" : "'\(name)' is no level around this value",
            nearest: nearest(name, among: names), allowed: names)
        return nil
    }

    private mutating func sequence(_ block: Settings) -> LayoutSource? {
        let name = block.text("sequence") ?? ""
        if LayoutReading.isPart(name) { return .sequence(name) }
        complain(block, "sequence", "a sequence has a name of letters, digits, '-', '_' and '.'", allowed: ["sap"])
        return nil
    }

    private mutating func join(_ block: Settings, _ spot: LayoutSpot) -> LayoutSource? {
        let key = block.dotted("join")
        guard let node = block.written("join"), let items = node.items, items.count > 1 else {
            complain(block, "join", "'join' needs a list of values", allowed: ["[{value: …}, {value: …}]"])
            return nil
        }
        let inner = LayoutSpot(level: spot.level, format: .delimited)
        let fields = items.enumerated().compactMap { index, item -> LayoutField? in
            let path = "\(key)[\(index + 1)]"
            guard LayoutKeys.check(item, LayoutSettings.fields, path, &complaints) else { return nil }
            let part = Settings(
                item, declared: LayoutSettings.fields, path: path, root: settings.root, files: settings.files)
            guard let field = field(part, inner) else { return nil }
            if field.isLate { complaints.add(item.mark, key: path, "counts and totals stand by themselves") }
            return field
        }
        return .join(fields)
    }

    private mutating func pad(_ block: Settings) -> UInt8 {
        let text = block.text("pad") ?? " "
        if text.utf8.count == 1, let byte = text.utf8.first, byte >= 0x20, byte < 0x7F { return byte }
        complain(block, "pad", "'pad' is one ASCII character", allowed: ["\"0\"", "\" \"", "\"*\""])
        return 0x20
    }

    private mutating func date(_ block: Settings) -> DateLayout? {
        guard let text = block.text("format") else { return nil }
        if let layout = DateLayout(writing: text) { return layout }
        complain(
            block, "format",
            "'\(text)' is no way to write a date: it needs YYYY (or YY), MM (or M, or MON) and DD (or D)",
            allowed: ["YYYYMMDD", "MM/DD/YYYY", "DD.MM.YYYY", "MMDDYY"])
        return nil
    }
}
