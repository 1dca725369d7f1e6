/// A piece of configuration with its place in the file; what YAML says before anybody has an opinion about it.
package indirect enum Node: Hashable, Sendable {
    /// Text as written. `quoted` where the author put quotes around it: `"yes"` is a text, `yes` may be a boolean.
    case scalar(String, quoted: Bool, Mark)
    case list([Node], Mark)
    case map([Pair], Mark)
    /// Nothing (`key:` with no value, `~`, `null`).
    case empty(Mark)

    package struct Pair: Hashable, Sendable {
        package let key: String
        package let keyMark: Mark
        package let value: Node
        package init(key: String, keyMark: Mark, value: Node) {
            self.key = key
            self.keyMark = keyMark
            self.value = value
        }
    }

    package var mark: Mark {
        switch self {
        case .scalar(_, _, let mark), .list(_, let mark), .map(_, let mark), .empty(let mark): mark
        }
    }

    package var text: String? {
        if case .scalar(let text, _, _) = self { text } else { nil }
    }

    package var items: [Node]? {
        if case .list(let items, _) = self { items } else { nil }
    }

    package var pairs: [Pair]? {
        if case .map(let pairs, _) = self { pairs } else { nil }
    }

    package subscript(key: String) -> Node? { pairs?.last { $0.key == key }?.value }

    /// What a complaint calls it.
    package var kindName: String {
        switch self {
        case .scalar: "a single value"
        case .list: "a list"
        case .map: "a block of keys"
        case .empty: "nothing"
        }
    }
}
