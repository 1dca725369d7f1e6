import Exchange

/// Keys and plain values of blocks that Setup passes on unread.
enum LayoutKeys {
    /// False with a complaint where the block is none, or a key or value is not as declared.
    static func check(_ node: Node, _ declared: [Setting], _ path: String, _ complaints: inout Complaints) -> Bool {
        guard let pairs = node.pairs else {
            complaints.add(node.mark, key: path, "'\(path)' is a block of keys, but there is \(node.kindName)")
            return false
        }
        let before = complaints.all.count
        for pair in pairs {
            let key = "\(path).\(pair.key)"
            guard let setting = declared.first(where: { $0.key == pair.key }) else {
                complaints.add(
                    pair.keyMark, key: key, "'\(pair.key)' is not a key of '\(path)'",
                    nearest: nearest(pair.key, among: declared.map(\.key)), allowed: declared.map(\.key))
                continue
            }
            if case .empty = pair.value { continue }
            value(pair.value, setting.kind, key, &complaints)
        }
        for setting in declared where setting.required && node[setting.key] == nil {
            complaints.add(
                node.mark, key: "\(path).\(setting.key)",
                "'\(setting.key)' is missing from '\(path)', for example: \(setting.key): \(setting.example)")
        }
        return complaints.all.count == before
    }

    private static func value(_ node: Node, _ kind: Setting.Kind, _ key: String, _ complaints: inout Complaints) {
        switch kind {
        case .block(let inner): _ = check(node, inner, key, &complaints)
        case .list(let inner):
            guard let items = node.items else {
                return complaints.add(node.mark, key: key, "'\(key)' is a list, but there is \(node.kindName)")
            }
            for (index, item) in items.enumerated() { value(item, inner, "\(key)[\(index + 1)]", &complaints) }
        case .table(let inner):
            for pair in node.pairs ?? [] { value(pair.value, inner, "\(key).\(pair.key)", &complaints) }
        case .choice(let words):
            if words.contains(node.text ?? "") { return }
            complaints.add(
                node.mark, key: key, "'\(key)' is one of \(words.joined(separator: ", "))",
                nearest: node.text.flatMap { nearest($0, among: words) }, allowed: words)
        case .boolean:
            if node.text.flatMap(Settings.boolean) != nil { return }
            complaints.add(node.mark, key: key, "'\(key)' is yes or no", allowed: ["yes", "no"])
        case .integer(let range):
            if let number = node.text.flatMap({ Int($0) }), range.contains(number) { return }
            complaints.add(
                node.mark, key: key, "'\(key)' is a whole number from \(range.lowerBound) to \(range.upperBound)")
        case .text:
            if node.text != nil { return }
            complaints.add(node.mark, key: key, "'\(key)' is a single value, but there is \(node.kindName)")
        default: break
        }
    }
}
