import Exchange

extension Setting.Kind {
    /// What a complaint or the reference calls a value of this kind: `a whole number from 0 to 100`.
    var words: String {
        switch self {
        case .text: "a text"
        case .integer(let range): Setting.Kind.words(range)
        case .boolean: "'yes' or 'no'"
        case .duration: "a duration such as 500ms, 2s, 10m, 6h or 3d"
        case .size: "a size such as 20000, 64KiB or 4GB"
        case .choice(let choices): "one of " + choices.joined(separator: ", ")
        case .node: "a value"
        case .file: "the name of a file beside the profile"
        case .secret:
            "where a secret is kept (file:/a/path, credential:a-name or env:A_NAME; no '~', no '..'), never the secret itself"
        case .block: "a block of keys"
        case .table: "a block of keys of your own choosing"
        case .list(let kind): "a list, each item \(kind.words)"
        case .either(let first, let second): "\(first.words), or \(second.words)"
        }
    }

    /// What is offered when something else was written.
    var choices: [String] {
        switch self {
        case .choice(let choices): choices
        case .boolean: ["yes", "no"]
        case .either(let first, let second): first.choices + second.choices
        default: []
        }
    }

    /// Whether a node of this shape can be of this kind at all.
    func fits(_ node: Node) -> Bool {
        switch (self, node) {
        case (.either(let first, let second), _): first.fits(node) || second.fits(node)
        case (.node, _), (.block, .map), (.table, .map), (.list, .list): true
        case (.block, _), (.table, _), (.list, _): false
        default: node.text != nil
        }
    }

    private static func words(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): "a whole number"
        case (let least, .max): "a whole number, \(least) or more"
        case (.min, let most): "a whole number, \(most) at most"
        case (let least, let most): "a whole number from \(least) to \(most)"
        }
    }
}
