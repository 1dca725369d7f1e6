import Exchange
import Formats

extension TableReading {
    /// The keys of `format: fixed`, upon those of the preset.
    mutating func fixed() -> FixedLayout {
        let preset = FixedPreset.all.first { $0.name == settings.text("preset") }
        let columns = merged(preset?.columns ?? [], with: columns(settings))
        if columns.isEmpty {
            complain(
                "columns", "'format: fixed' needs 'columns', or a 'preset'",
                allowed: ["columns: {PERSON_ID: 1-10}"] + FixedPreset.all.map { "preset: \($0.name)" })
        }
        let encoding = DialectReading.encoding(settings, &complaints)
        var layout = FixedLayout(
            columns, segments: segments(preset?.segments), width: settings.integer("width"), encoding: encoding)
        checkNames(layout)
        checkWidth(layout)
        if settings.boolean("line_ends") == false {
            if layout.width == nil {
                complain(
                    "line_ends", "without line ends, 'width' must say how long a record is", allowed: ["width: 120"])
            } else if encoding.unit != 1 {
                complain("line_ends", "records without line ends cannot be \(encoding.rawValue)", allowed: ["utf-8"])
            } else {
                layout.hasLineEnds = false
            }
        }
        return layout
    }

    /// Columns of the profile take the places of the preset's; new ones follow.
    private func merged(_ known: [FixedColumn], with own: [FixedColumn]) -> [FixedColumn] {
        let kept = known.map { column in own.first { $0.name == column.name } ?? column }
        return kept + own.filter { column in !known.contains { $0.name == column.name } }
    }

    private mutating func columns(_ settings: Settings) -> [FixedColumn] {
        var columns: [FixedColumn] = []
        for pair in settings.written("columns")?.pairs ?? [] {
            let key = "\(settings.dotted("columns")).\(pair.key)"
            if let place = place(pair.value, key) { columns.append(FixedColumn(pair.key, place)) }
        }
        return columns
    }

    /// `1-10`, or `7` for one character.
    private mutating func place(_ node: Node, _ key: String) -> ClosedRange<Int>? {
        let numbers = (node.text ?? "").split(separator: "-", omittingEmptySubsequences: false).map {
            Int($0.filter { $0 != " " })
        }
        if numbers.count <= 2, let first = numbers.first ?? nil, let last = numbers.last ?? nil, first >= 1,
            first <= last, last <= 1_000_000
        {
            return first...last
        }
        complaints.add(
            node.mark, key: key,
            "'\(node.text ?? "")' is no place in a record: first and last character, counted from 1",
            allowed: ["1-10", "11"])
        return nil
    }

    private mutating func segments(_ preset: FixedSegments?) -> FixedSegments? {
        guard let block = settings.block("segments") else { return preset }
        guard let start = block.integer("start") ?? preset.map({ $0.start + 1 }),
            let length = block.integer("length") ?? preset?.length
        else {
            complain("segments", "'segments' needs 'start' and 'length'", allowed: ["{start: 121, length: 328}"])
            return preset
        }
        let columns = merged(preset?.columns ?? [], with: columns(block))
        if columns.isEmpty { complain("segments", "'segments' needs 'columns'", allowed: ["columns: {line1: 22-71}"]) }
        let type = block.written("type").flatMap { place($0, block.dotted("type")) }
        let types = (block.written("types")?.pairs ?? []).map { (name: $0.key, code: $0.value.text ?? "") }
        let segments = FixedSegments(
            name: block.text("name") ?? preset?.name ?? "segment", start: start - 1, length: length,
            most: block.integer("most") ?? preset?.most ?? 1, columns: columns,
            type: type.map { $0.lowerBound - 1..<$0.upperBound } ?? preset?.type,
            types: types.isEmpty ? preset?.types ?? [] : types)
        checkSegments(segments, block)
        return segments
    }

    private mutating func checkSegments(_ segments: FixedSegments, _ block: Settings) {
        let places = segments.columns.map(\.place) + [segments.type].compactMap(\.self)
        if let last = places.map(\.upperBound).max(), last > segments.length {
            complain(
                "segments", "a segment has \(segments.length) characters, but something in it ends at \(last)")
        }
        if !segments.types.isEmpty, segments.type == nil {
            complain("segments", "'types' needs 'type', the place of the code in a segment", allowed: ["type: 1-1"])
        }
    }

    private mutating func checkNames(_ layout: FixedLayout) {
        var seen: Set<String> = []
        if let doubled = layout.names.first(where: { !seen.insert($0).inserted }) {
            complain(
                layout.columns.contains { $0.name == doubled } ? "columns" : "segments",
                "two columns would be called '\(doubled)'")
        }
    }

    private mutating func checkWidth(_ layout: FixedLayout) {
        let last = layout.columns.map(\.place.upperBound).max() ?? 0
        if let width = layout.width, last > width {
            complain("width", "'width' is \(width), but a column ends at \(last)")
        }
        if let segments = layout.segments, last > segments.start {
            complain("segments", "the segments begin at \(segments.start + 1), but a column ends at \(last)")
        }
    }
}
