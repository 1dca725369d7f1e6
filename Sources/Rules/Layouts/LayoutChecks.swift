import Exchange

/// What can never work about a layout, although each part of it is right by itself.
struct LayoutChecks {
    let layout: Layout
    let settings: Settings
    let shape: RecordShape

    func run(_ complaints: inout Complaints) {
        var found: [(key: String, mark: Mark?, message: String, allowed: [String])] = []
        func complain(_ key: String, _ mark: Mark?, _ message: String, _ allowed: [String] = []) {
            found.append((key, mark, message, allowed))
        }
        files(complain)
        switch layout.format {
        case .delimited, .fixed: lines(complain)
        case .xml: xml(complain)
        case .json: json(complain)
        }
        for one in found {
            complaints.add(
                one.mark ?? settings.written(one.key)?.mark ?? settings.mark, key: settings.dotted(one.key),
                one.message,
                allowed: one.allowed)
        }
    }

    private typealias Complain = (String, Mark?, String, [String]) -> Void

    private func files(_ complain: Complain) {
        if let open = layout.files.dropLast().first(where: { $0.when == nil }) {
            complain(
                "files", nil,
                "'\(open.part)' has no 'when' and takes every record, so nothing is left for those behind it", [])
        }
        var seen: Set<String> = []
        for file in layout.files where !seen.insert(file.part).inserted {
            complain("files", nil, "two files would be called '\(file.part)'", [])
        }
    }

    private func lines(_ complain: Complain) {
        let own = layout.records.filter { $0.level != nil }
        if own.isEmpty {
            complain(
                "records", nil, "there is no line for any record", shape.levels.map { "{for: \($0.name), fields: […]}" }
            )
        }
        if layout.lineEnd == .none, layout.format == .delimited {
            complain("line_end", nil, "delimited records need line ends", ["lf", "crlf"])
        }
        if layout.lineEnd == .none, layout.letters.encoding == .utf8 {
            complain(
                "line_end", nil, "records without line ends are cut by bytes, and utf-8 letters have several", ["lf"])
        }
        guard layout.hasNames else { return }
        if own.count > 1 {
            complain("names", nil, "one line of names cannot name the values of \(own.count) kinds of lines", ["no"])
        }
        for field in own.first?.fields ?? [] where field.name.isEmpty {
            complain("names", field.mark, "this value has no 'name' for the line of names", [])
        }
        for field in own.first?.fields ?? [] where layout.letters.encoded(field.name) == nil {
            complain(
                "names", field.mark, "\(layout.letters.encoding.rawValue) cannot carry the name '\(field.name)'", [])
        }
    }

    private func xml(_ complain: Complain) {
        let isWhole = layout.document.count == 1 && layout.document[0].level == nil
        if !layout.document.isEmpty, !isWhole {
            complain("document", nil, "an XML document is one element, with the records in it", [])
        }
        tree(complain)
        let prefixes = layout.namespaces.map(\.prefix) + ["xml", "xsi"]
        func names(_ node: LayoutNode) {
            for name in [node.name] + node.attributes.map(\.name) {
                if !LayoutNames.isElement(name) {
                    complain("document", node.mark, "'\(name)' is no name in XML", [])
                } else if let colon = name.firstIndex(of: ":"), !prefixes.contains(String(name[..<colon])) {
                    complain(
                        "document", node.mark, "the prefix of '\(name)' is not in 'namespaces'",
                        layout.namespaces.map(\.prefix).filter { !$0.isEmpty })
                }
            }
            if case .nodes(let inner) = node.content { inner.forEach(names) }
        }
        layout.document.forEach(names)
    }

    private func json(_ complain: Complain) {
        if layout.letters.encoding != .utf8 { complain("encoding", nil, "JSON is always utf-8", ["utf-8"]) }
        tree(complain)
        func names(_ nodes: [LayoutNode]) {
            var seen: Set<String> = []
            for node in nodes {
                let isDocument = nodes.count == 1 && node.level == 0 && node.name.isEmpty && nodes == layout.document
                if node.name.isEmpty, !isDocument {
                    complain("document", node.mark, "a member needs a 'name'", [])
                } else if !seen.insert(node.name).inserted {
                    complain("document", node.mark, "'\(node.name)' stands here twice", [])
                }
                if !node.attributes.isEmpty { complain("document", node.mark, "JSON has no attributes", []) }
                if case .nodes(let inner) = node.content { names(inner) }
            }
        }
        names(layout.document)
    }

    /// The outermost records are written one after the other, so they stand in one place, and what is in front of them is
    /// written before anything is known of them.
    private func tree(_ complain: Complain) {
        func places(_ nodes: [LayoutNode]) -> [LayoutNode] {
            nodes.flatMap { node -> [LayoutNode] in
                if node.level == 0 { return [node] }
                guard case .nodes(let inner) = node.content else { return [] }
                return places(inner)
            }
        }
        let found = places(layout.document)
        if found.count != 1, !layout.document.isEmpty {
            complain(
                "document", found.last?.mark,
                "'for: \(shape.levels[0].name)' must stand in one place, and stands in \(found.count)",
                [])
        }
        func head(_ nodes: [LayoutNode]) -> Bool {
            for node in nodes {
                if node.level == 0 { return false }
                for field in node.fields where field.isLate && field.width == nil {
                    complain(
                        "document", field.mark,
                        "what stands before the records is filled in at the end, so it needs a 'width'",
                        ["width: 10"])
                }
                if case .nodes(let inner) = node.content, !head(inner) { return false }
            }
            return true
        }
        _ = head(layout.document)
    }
}
