import Exchange

/// Reads the block `write` of a profile. Setup has held its keys and kinds against `LayoutSettings.all`.
package struct LayoutReading {
    let settings: Settings
    let shape: RecordShape
    let scope: RuleScope
    var complaints = Complaints([])

    /// Adds every complaint and answers nil where there is one.
    package static func layout(
        _ settings: Settings, shape: RecordShape, scope: RuleScope, _ complaints: inout Complaints
    ) -> Layout? {
        var reading = LayoutReading(settings: settings, shape: shape, scope: scope)
        let layout = reading.layout()
        complaints.all += reading.complaints.all
        return reading.complaints.isEmpty ? layout : nil
    }

    private mutating func layout() -> Layout {
        let format = choice(settings, "format") ?? Layout.Format.delimited
        checkKeys(format)
        let lines = format == .delimited || format == .fixed
        let layout = Layout(
            format: format, separator: separator(format), quoting: choice(settings, "quote") ?? .needed,
            letters: letters(format), lineEnd: choice(settings, "line_end") ?? .lf,
            hasNames: settings.boolean("names") ?? false, files: files(), records: lines ? records(format) : [],
            document: lines ? [] : document(format), control: control(), namespaces: namespaces())
        // Of a layout with gaps these would speak of what is missing because of another mistake.
        if complaints.isEmpty { LayoutChecks(layout: layout, settings: settings, shape: shape).run(&complaints) }
        return layout
    }

    mutating func complain(
        _ block: Settings, _ key: String, _ message: String, nearest: String? = nil, allowed: [String] = []
    ) {
        complaints.add(
            block.written(key)?.mark ?? block.mark, key: block.dotted(key), message, nearest: nearest, allowed: allowed)
    }

    func choice<Choice: RawRepresentable<String>>(_ block: Settings, _ key: String) -> Choice? {
        block.text(key).flatMap(Choice.init(rawValue:))
    }

    /// A key that belongs to another format would be passed over, and somebody believes in it.
    private mutating func checkKeys(_ format: Layout.Format) {
        for pair in settings.node.pairs ?? [] {
            guard let formats = LayoutReading.own[pair.key], !formats.contains(format) else { continue }
            let allowed = settings.declared.map(\.key).filter { LayoutReading.own[$0]?.contains(format) ?? true }
            complaints.add(
                pair.keyMark, key: settings.dotted(pair.key),
                "'\(pair.key)' says nothing for 'format: \(format.rawValue)'; it belongs to "
                    + formats.map { "'format: \($0.rawValue)'" }.joined(separator: " and "), allowed: allowed)
        }
    }

    private static let own: [String: [Layout.Format]] = [
        "separator": [.delimited, .fixed], "quote": [.delimited], "names": [.delimited],
        "records": [.delimited, .fixed], "namespaces": [.xml], "if_blank": [.xml, .json], "document": [.xml, .json],
    ]

    private mutating func separator(_ format: Layout.Format) -> [UInt8] {
        guard let text = settings.text("separator") else { return format == .delimited ? [0x2C] : [] }
        if text == "tab" { return [9] }
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        if format == .fixed, isPlain { return Array(text.utf8) }
        if isPlain, text.utf8.count == 1, text != "\"" { return Array(text.utf8) }
        complain(
            settings, "separator", "'separator' is one ASCII character other than a quote, or the word 'tab'",
            allowed: ["\",\"", "\";\"", "\"|\"", "tab"])
        return [0x2C]
    }

    private mutating func files() -> [Layout.File] {
        settings.blocks("files").map { block in
            let part = block.text("part") ?? ""
            if !LayoutReading.isPart(part) {
                complain(
                    block, "part", "'\(part)' becomes part of a file's name: letters, digits, '-', '_' and '.' only")
            }
            let when = block.written("when").flatMap { condition($0, block.dotted("when"), level: 0) }
            return Layout.File(part: part, when: when)
        }
    }

    static func isPart(_ text: String) -> Bool {
        !text.isEmpty && text.first != "."
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "-_.".utf8.contains(byte)
            }
    }

    private mutating func records(_ format: Layout.Format) -> [LayoutRecord] {
        settings.blocks("records").compactMap { block in
            guard let found = level(block, mayBeFile: true) else { return nil }
            let edge = choice(block, "at") ?? LayoutRecord.Edge.start
            if found == nil {
                for key in ["when", "only"] where block.written(key) != nil {
                    complain(block, key, "'\(key)' asks for a record, and this line is written once in each file")
                }
            }
            let when = found.flatMap { level in
                block.written("when").flatMap { condition($0, block.dotted("when"), level: level) }
            }
            let spot = LayoutSpot(level: found, isHead: found == nil && edge == .start, format: format)
            let fields = block.blocks("fields").compactMap { field($0, spot) }
            return LayoutRecord(
                level: found, edge: edge, place: choice(block, "only") ?? .any, when: when, fields: fields,
                mark: block.mark)
        }
    }

    /// The level under `for`; the inner nil is the file.
    mutating func level(_ block: Settings, mayBeFile: Bool) -> Int?? {
        let name = block.text("for") ?? ""
        if mayBeFile, name == "file" { return .some(nil) }
        if let level = shape.level(name) { return .some(level) }
        let names = (mayBeFile ? ["file"] : []) + shape.levels.map(\.name)
        complain(
            block, "for", "'\(name)' is no level of these records", nearest: nearest(name, among: names), allowed: names
        )
        return nil
    }

    private mutating func control() -> Layout.Control? {
        guard let block = settings.block("control") else { return nil }
        let part = block.text("part") ?? ""
        if !LayoutReading.isPart(part) || settings.blocks("files").contains(where: { $0.text("part") == part }) {
            complain(
                block, "part",
                "'\(part)' becomes part of a file's name: letters, digits, '-', '_' and '.' only, and no "
                    + "part of 'files'")
        }
        let format: Layout.Format = settings.text("format") == "delimited" ? .delimited : .fixed
        let spot = LayoutSpot(level: nil, isHead: false, format: format, isControl: true)
        return Layout.Control(part: part, fields: block.blocks("fields").compactMap { field($0, spot) })
    }

    private mutating func namespaces() -> [LayoutNamespace] {
        (settings.written("namespaces")?.pairs ?? []).map { pair in
            let prefix = pair.key == "default" ? "" : pair.key
            if !prefix.isEmpty, !LayoutNames.isElement(prefix) || prefix.contains(":") {
                complaints.add(
                    pair.keyMark, key: settings.dotted("namespaces.\(pair.key)"), "'\(pair.key)' is no prefix in XML")
            }
            if pair.value.text?.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) != true {
                complaints.add(
                    pair.value.mark, key: settings.dotted("namespaces.\(pair.key)"),
                    "a namespace is ASCII without blanks")
            }
            return LayoutNamespace(prefix: prefix, name: pair.value.text ?? "")
        }
    }
}

/// Where a value stands, as far as reading it asks.
struct LayoutSpot {
    /// Nil: once in a file.
    let level: Int?
    /// In front of the records, where totals are not known yet.
    var isHead = false
    let format: Layout.Format
    var isControl = false
}
