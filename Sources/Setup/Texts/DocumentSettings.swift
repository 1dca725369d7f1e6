import Exchange

/// Settings as reference text: what may be written, of which kind, with which default.
///
///     files   a text, required
///         Which names to take.
///         files: "students_*.csv"
package enum DocumentSettings {
    package static func lines(_ settings: [Setting], path: String = "") -> [String] {
        settings.flatMap { lines($0, path: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }

    private static func lines(_ setting: Setting, path: String) -> [String] {
        let own = ["\(path)   \(setting.kind.words)\(presence(setting))", "    \(setting.summary)"]
        return own + example(setting) + inner(setting.kind, path: path)
    }

    private static func presence(_ setting: Setting) -> String {
        if setting.required { return ", required" }
        return setting.fallback.map { ", default \($0)" } ?? ""
    }

    private static func example(_ setting: Setting) -> [String] {
        if setting.example.isEmpty { return [] }
        let whole = setting.example.hasPrefix("\(setting.key):")
        return ["    " + (whole ? setting.example : "\(setting.key): \(setting.example)")]
    }

    /// The keys below this one.
    private static func inner(_ kind: Setting.Kind, path: String) -> [String] {
        switch kind {
        case .block(let settings): lines(settings, path: path)
        case .table(let kind): inner(kind, path: "\(path).<name>")
        case .list(let kind): inner(kind, path: "\(path)[]")
        case .either(let first, let second): inner(first, path: path) + inner(second, path: path)
        default: []
        }
    }
}
