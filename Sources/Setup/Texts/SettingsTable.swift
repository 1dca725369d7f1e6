import Exchange

/// The settings in force, a line each: dotted key, value, and whether it is the default.
enum SettingsTable {
    static func lines(_ settings: Settings) -> [String] {
        let rows = settings.declared.flatMap { SettingsTable.rows($0, settings) }
        let width = rows.map(\.key.count).max() ?? 0
        return rows.map { row in
            let gap = String(repeating: " ", count: width - row.key.count + 2)
            return row.key + gap + row.value
        }
    }

    private static func rows(_ setting: Setting, _ settings: Settings) -> [(key: String, value: String)] {
        let key = settings.dotted(setting.key)
        if let block = settings.block(setting.key), block.node.pairs != nil {
            return block.declared.flatMap { SettingsTable.rows($0, block) }
        }
        guard let node = settings.written(setting.key) else {
            return [(key, setting.fallback.map { "\($0)  (default)" } ?? "-")]
        }
        return [(key, SecretWords.occur(in: key) ? "(not shown)" : value(node))]
    }

    private static func value(_ node: Node) -> String {
        switch node {
        case .scalar: String(SettingsCheck.shown(node).dropFirst().dropLast())
        case .list(let items, let mark): "\(counted(items.count, "item")), line \(mark.line)"
        case .map(let pairs, let mark): "\(counted(pairs.count, "key")), line \(mark.line)"
        case .empty: "-"
        }
    }

    private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}
