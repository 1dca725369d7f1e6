import Exchange

/// Holds a block of configuration against the settings that declare it: unknown keys, missing keys, wrong values. What
/// it lets pass can be read with `Settings`.
package struct SettingsCheck {
    private var found = Complaints([])

    /// Every complaint, sorted. `path` is the block's dotted path; `called` is what to call the block in a sentence
    /// where the path is empty.
    package static func complaints(
        about node: Node, declared: [Setting], path: String = "", called: String = "a profile"
    ) -> Complaints {
        var check = SettingsCheck()
        check.block(node, declared, path: path, called: path.isEmpty ? called : "'\(path)'")
        return check.found.sorted()
    }

    private mutating func block(_ node: Node, _ declared: [Setting], path: String, called: String) {
        guard let pairs = node.pairs else { return wrong(node, .block(declared), path: path) }
        var meant: Set<String> = []
        for pair in pairs {
            if let setting = declared.first(where: { $0.key == pair.key }) {
                written(pair, setting, path: dotted(path, pair.key))
            } else if let nearest = unknown(pair, declared, path: path, called: called) {
                meant.insert(nearest)
            }
        }
        // A misspelt key is not missing as well.
        for setting in declared where setting.required && node[setting.key] == nil && !meant.contains(setting.key) {
            let message = "'\(setting.key)' is missing from \(called)\(SettingsCheck.example(setting))"
            found.add(node.mark, key: dotted(path, setting.key), message)
        }
    }

    private mutating func written(_ pair: Node.Pair, _ setting: Setting, path: String) {
        if case .empty = pair.value {
            guard setting.required else { return }
            return found.add(pair.keyMark, key: path, "'\(path)' has no value\(SettingsCheck.example(setting))")
        }
        value(pair.value, setting.kind, path: path)
    }

    /// The key that was probably meant.
    private mutating func unknown(_ pair: Node.Pair, _ declared: [Setting], path: String, called: String) -> String? {
        let keys = declared.map(\.key)
        let nearest = Exchange.nearest(pair.key, among: keys)
        let isSecret = declared.contains { $0.key == nearest && $0.kind.hidesValues }
        found.add(
            Complaint(
                pair.keyMark, key: dotted(path, pair.key), "'\(pair.key)' is not a key of \(called)", nearest: nearest,
                allowed: keys, showsLine: !isSecret))
        return nearest
    }

    private mutating func value(_ node: Node, _ kind: Setting.Kind, path: String) {
        guard kind.fits(node) else { return wrong(node, kind, path: path) }
        switch kind {
        case .node: break
        case .block(let declared): block(node, declared, path: path, called: "'\(path)'")
        case .table(let kind): for pair in node.pairs ?? [] { value(pair.value, kind, path: dotted(path, pair.key)) }
        case .list(let kind):
            for (index, item) in (node.items ?? []).enumerated() { value(item, kind, path: "\(path)[\(index + 1)]") }
        case .either(let first, let second): either(node, first, second, path: path)
        default: if let text = node.text, !kind.takes(text) { wrong(node, kind, path: path) }
        }
    }

    /// Either will do; if neither does, the one of the value's own shape has its say.
    private mutating func either(_ node: Node, _ first: Setting.Kind, _ second: Setting.Kind, path: String) {
        let complaints = [first, second].filter { $0.fits(node) }.map { kind in
            var check = SettingsCheck()
            check.value(node, kind, path: path)
            return check.found
        }
        if complaints.contains(where: \.isEmpty) { return }
        if complaints.count == 1, node.text == nil { return found.add(complaints[0]) }
        wrong(node, .either(first, second), path: path)
    }

    private mutating func wrong(_ node: Node, _ kind: Setting.Kind, path: String) {
        let nearest = node.text.flatMap(kind.nearest)
        let name = path.isEmpty ? "the file" : "'\(path)'"
        let isHidden = kind.hidesValues || SecretWords.occur(in: path)
        let shown = isHidden ? node.kindName : SettingsCheck.shown(node)
        found.add(
            Complaint(
                node.mark, key: path, "\(name) wants \(kind.words), found \(shown)", nearest: nearest,
                allowed: kind.choices, showsLine: !isHidden))
    }

    /// The value as a complaint quotes it: short, on one line.
    static func shown(_ node: Node) -> String {
        guard let text = node.text else { return node.kindName }
        let line = text.split(separator: "\n").joined(separator: " ")
        return line.count > 40 ? "'\(line.prefix(37))...'" : "'\(line)'"
    }

    private static func example(_ setting: Setting) -> String {
        if setting.example.isEmpty { return "" }
        let whole = setting.example.hasPrefix("\(setting.key):")
        return ", for example: \(whole ? setting.example : "\(setting.key): \(setting.example)")"
    }

    private func dotted(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
