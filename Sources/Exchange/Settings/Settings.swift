/// A block of configuration whose keys and types have been checked against its settings, with defaults filled in on
/// reading. Asking for a key that the settings do not declare is a programming error.
package struct Settings: Sendable {
    package let node: Node
    package let declared: [Setting]
    /// Dotted path of this block, for complaints.
    package let path: String
    /// The folder of the machine that relative paths in the configuration start from.
    package let root: String
    /// The files beside the profile that it names, by the name it gives them.
    package let files: [String: FileBeside]

    package init(
        _ node: Node, declared: [Setting], path: String = "", root: String = "", files: [String: FileBeside] = [:]
    ) {
        self.node = node
        self.declared = declared
        self.path = path
        self.root = root
        self.files = files
    }

    package var mark: Mark { node.mark }

    /// The node under `key`, if it was written and is not empty.
    package func written(_ key: String) -> Node? {
        guard let node = node[key] else { return nil }
        if case .empty = node { return nil }
        return node
    }

    /// What was written, else the default.
    package func text(_ key: String) -> String? { written(key)?.text ?? setting(key).fallback }

    package func integer(_ key: String) -> Int? { text(key).flatMap { Int($0) } }

    package func boolean(_ key: String) -> Bool? { text(key).flatMap(Settings.boolean) }

    /// In milliseconds.
    package func duration(_ key: String) -> Int? { text(key).flatMap(Settings.milliseconds) }

    /// In bytes.
    package func size(_ key: String) -> Int? { text(key).flatMap(Settings.bytes) }

    package func block(_ key: String) -> Settings? {
        let setting = setting(key)
        guard let node = written(key), case .block(let inner) = Settings.blockKind(setting.kind) else { return nil }
        return Settings(node, declared: inner, path: dotted(key), root: root, files: files)
    }

    /// A path on this machine; relative ones start at the root.
    package func machinePath(_ key: String) -> String? {
        guard let path = text(key) else { return nil }
        return path.hasPrefix("/") || root.isEmpty ? path : "\(root)/\(path)"
    }

    /// Where the secret is kept that `key` (a `Setting.Kind.secret`) names; relative files start at the root.
    package func secret(_ key: String) -> SecretSource? {
        text(key).flatMap { SecretSource($0, root: root) }
    }

    /// The text of the file beside the profile that `key` (a `Setting.Kind.file`) names. Nil where the key was not
    /// written, and where the file cannot be used: then with a complaint.
    package func file(_ key: String, _ complaints: inout Complaints) -> (file: FileBeside, text: [UInt8])? {
        guard let node = written(key), let name = node.text else { return nil }
        return file(named: name, at: node.mark, key: dotted(key), &complaints)
    }

    /// The same for a file named anywhere in a node the feed reads itself.
    package func file(
        named name: String, at mark: Mark, key: String, _ complaints: inout Complaints
    ) -> (file: FileBeside, text: [UInt8])? {
        guard let file = files[name] else {
            complaints.add(mark, key: key, "the file '\(name)' was not read; nothing here can name a file")
            return nil
        }
        switch file.content {
        case .text(let text): return (file, text)
        case .unusable(let words, let nearest):
            complaints.add(mark, key: key, "the file '\(name)' \(words)", nearest: nearest)
            return nil
        }
    }

    /// A list of blocks.
    package func blocks(_ key: String) -> [Settings] {
        let setting = setting(key)
        guard case .list(let kind) = setting.kind, case .block(let inner) = Settings.blockKind(kind) else { return [] }
        return (written(key)?.items ?? []).enumerated().map { index, item in
            Settings(item, declared: inner, path: "\(dotted(key))[\(index + 1)]", root: root, files: files)
        }
    }

    package func dotted(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private func setting(_ key: String) -> Setting {
        guard let found = declared.first(where: { $0.key == key }) else {
            preconditionFailure("the key \(dotted(key)) is not declared")
        }
        return found
    }

    private static func blockKind(_ kind: Setting.Kind) -> Setting.Kind {
        if case .either(_, let second) = kind { blockKind(second) } else { kind }
    }
}

extension Settings {
    /// YAML 1.2's booleans and the two words people write.
    package static func boolean(_ text: String) -> Bool? {
        switch text {
        case "yes", "true": true
        case "no", "false": false
        default: nil
        }
    }

    /// `500ms`, `2s`, `10m`, `6h`, `3d`; `0` alone needs no unit.
    package static func milliseconds(_ text: String) -> Int? {
        if text == "0" { return 0 }
        return quantity(text, units: ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000])
    }

    /// `20000`, `64KiB`, `50MB`, `4GB`: decimal and binary units as IEC 80000-13 has them.
    package static func bytes(_ text: String) -> Int? {
        if let plain = Int(text), plain >= 0 { return plain }
        return quantity(
            text,
            units: [
                "B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "KiB": 1 << 10, "MiB": 1 << 20,
                "GiB": 1 << 30,
            ])
    }

    private static func quantity(_ text: String, units: [String: Int]) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = String(text.dropFirst(digits.count).drop { $0 == " " })
        guard let number = Int(digits), let factor = units[unit] else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }
}
