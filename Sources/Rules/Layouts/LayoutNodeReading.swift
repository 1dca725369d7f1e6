import Exchange

/// The tree of an XML or JSON layout. It is as deep as its author wants, so its keys are looked at here.
extension LayoutReading {
    mutating func document(_ format: Layout.Format) -> [LayoutNode] {
        guard let node = settings.written("document") else {
            complain(
                settings, "document", "'format: \(format.rawValue)' needs 'document'",
                allowed: ["document: [{name: invoices, content: […]}]"])
            return []
        }
        let blank = choice(settings, "if_blank") ?? Layout.Blank.leaveOut
        let spot = LayoutSpot(level: nil, format: format)
        return nodes(node, settings.dotted("document"), spot, blank, depth: 0)
    }

    private mutating func nodes(
        _ node: Node, _ key: String, _ spot: LayoutSpot, _ blank: Layout.Blank, depth: Int
    ) -> [LayoutNode] {
        guard let items = node.items, !items.isEmpty, depth < 32 else {
            complaints.add(
                node.mark, key: key,
                depth < 32 ? "this needs a list of elements, but there is \(node.kindName)" : "this is too deep")
            return []
        }
        return items.enumerated().compactMap { index, item in
            one(item, "\(key)[\(index + 1)]", spot, blank, depth)
        }
    }

    private mutating func one(
        _ node: Node, _ key: String, _ spot: LayoutSpot, _ outer: Layout.Blank, _ depth: Int
    ) -> LayoutNode? {
        guard LayoutKeys.check(node, LayoutSettings.nodes, key, &complaints) else { return nil }
        let block = Settings(
            node, declared: LayoutSettings.nodes, path: key, root: settings.root, files: settings.files)
        var level: Int?
        if block.written("for") != nil {
            guard let found = self.level(block, mayBeFile: false) else { return nil }
            level = found
            if let found, let around = spot.level, found <= around {
                complain(
                    block, "for", "'\(shape.levels[found].name)' is not within '\(shape.levels[around].name)'",
                    allowed: shape.levels.dropFirst(around + 1).map(\.name))
            } else if let found, spot.level == nil, found > 0 {
                complain(
                    block, "for",
                    "each \(shape.levels[found].name) belongs to a record: it stands within 'for: "
                        + "\(shape.levels[0].name)'", allowed: [shape.levels[0].name])
            }
        }
        let inner = LayoutSpot(level: level ?? spot.level, format: spot.format)
        let blank = choice(block, "if_blank") ?? outer
        let when = block.written("when").flatMap { node -> Condition? in
            guard let level = inner.level else {
                complain(block, "when", "'when' asks for a record, and this stands once in a file")
                return nil
            }
            return condition(node, block.dotted("when"), level: level)
        }
        let attributes = block.blocks("attributes").compactMap { field($0, inner) }
        guard let content = content(block, inner, blank, depth) else { return nil }
        return LayoutNode(
            name: block.text("name") ?? "", level: level, place: choice(block, "only") ?? .any, when: when,
            attributes: attributes, content: content, blank: blank, mark: node.mark)
    }

    private mutating func content(
        _ block: Settings, _ spot: LayoutSpot, _ blank: Layout.Blank, _ depth: Int
    ) -> LayoutNode.Content? {
        guard let node = block.written("content") else { return field(block, spot).map { .value($0) } }
        for source in LayoutSettings.sources where block.node[source.key] != nil {
            complain(block, source.key, "'\(source.key)' and 'content' cannot both stand here")
        }
        return .nodes(nodes(node, block.dotted("content"), spot, blank, depth: depth + 1))
    }
}
