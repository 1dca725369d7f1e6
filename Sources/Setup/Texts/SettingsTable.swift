import Exchange

/// The settings in force, a line each: dotted key, value, and whether it is the default.
enum SettingsTable {
    /// `inherited` are the values that hold, from elsewhere, where a key is not written; `without` are keys that say nothing
    /// unless they are written.
    static func lines(
        _ settings: Settings, inherited: [String: String], without: Set<String> = []
    ) -> [String] {
        let all = settings.declared.flatMap { SettingsTable.rows($0, settings) }
        let said = all.filter { row in
            !without.contains(row.key) || row.value != unset && !row.value.hasSuffix(SettingsTable.fallback)
        }
        let rows = said.map { row in
            row.value == unset ? (key: row.key, value: inherited[row.key] ?? unset) : row
        }
        let width = rows.map(\.key.count).max() ?? 0
        return rows.map { row in
            let gap = String(repeating: " ", count: width - row.key.count + 2)
            return row.key + gap + row.value
        }
    }

    private static let unset = "-"
    private static let fallback = "  (default)"

    private static func rows(_ setting: Setting, _ settings: Settings) -> [(key: String, value: String)] {
        let key = settings.dotted(setting.key)
        if let block = block(setting, settings) {
            return block.declared.flatMap { SettingsTable.rows($0, block) }
        }
        guard let node = settings.written(setting.key) else {
            // A feed's own rules are many, and those that are not there say nothing.
            if case .node = setting.kind { return [] }
            return [(key, setting.fallback.map { $0 + fallback } ?? unset)]
        }
        return [(key, isShown(setting, key, node) ? value(node) : "(not shown)")]
    }

    /// Where a secret is kept is none.
    private static func isShown(_ setting: Setting, _ key: String, _ node: Node) -> Bool {
        if case .secret = setting.kind { return node.text.flatMap { SecretSource($0) } != nil }
        return !SecretWords.occur(in: key)
    }

    /// The block that was written, or an empty one where its keys have defaults that hold without it: they do not where
    /// something must be written for them to mean anything.
    private static func block(_ setting: Setting, _ settings: Settings) -> Settings? {
        if let block = settings.block(setting.key) { return block.node.pairs == nil ? nil : block }
        guard case .block(let inner) = setting.kind, inner.contains(where: { $0.fallback != nil }),
            !inner.contains(where: \.required)
        else { return nil }
        return Settings(.map([], settings.mark), declared: inner, path: settings.dotted(setting.key))
    }

    private static func value(_ node: Node) -> String {
        switch node {
        case .scalar: String(SettingsCheck.shown(node).dropFirst().dropLast())
        case .list(let items, let mark): "\(counted(items.count, "item")), line \(mark.line)"
        case .map(let pairs, let mark): "\(counted(pairs.count, "key")), line \(mark.line)"
        case .empty: unset
        }
    }

    private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}
