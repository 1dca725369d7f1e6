import Exchange

extension Setting.Kind {
    /// Whether a single value can be read as this kind.
    func takes(_ text: String) -> Bool {
        switch self {
        case .integer(let range): Int(text).map(range.contains) ?? false
        case .boolean: Settings.boolean(text) != nil
        case .duration: Settings.milliseconds(text) != nil
        case .size: Settings.bytes(text) != nil
        case .choice(let choices): choices.contains(text)
        case .either(let first, let second): first.takes(text) || second.takes(text)
        case .secret: SecretSource(text) != nil
        case .text, .node, .file: true
        case .block, .table, .list: false
        }
    }

    /// Whether a value of this kind that is wrong may be a secret.
    var hidesValues: Bool {
        switch self {
        case .secret: true
        case .list(let kind), .table(let kind): kind.hidesValues
        case .either(let first, let second): first.hidesValues || second.hidesValues
        default: false
        }
    }

    /// The choice that was probably meant.
    func nearest(_ text: String) -> String? {
        // By its letters, 'on' would be nearest to 'no'.
        if choices.contains("yes"), let meant = Setting.Kind.booleans[text.lowercased()] { return meant }
        return Exchange.nearest(text, among: choices)
    }

    private static let booleans = [
        "on": "yes", "y": "yes", "1": "yes", "true": "yes", "yes": "yes",
        "off": "no", "n": "no", "0": "no", "false": "no", "no": "no",
    ]
}
