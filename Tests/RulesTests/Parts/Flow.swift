import Exchange

/// Flow YAML to nodes, with marks: enough for rules in tests, where the room knows no YAML. Keys and values are bare words
/// or stand in double quotes.
struct Flow {
    private var rest: Substring.UnicodeScalarView
    private var line = 1
    private var column = 1

    static func node(_ text: String) -> Node {
        var flow = Flow(rest: Substring(text).unicodeScalars)
        return flow.value()
    }

    private var mark: Mark { Mark(file: "profile.yaml", line: line, column: column) }

    private mutating func take() -> Unicode.Scalar? {
        let scalar = rest.popFirst()
        column += 1
        if scalar == "\n" { (line, column) = (line + 1, 1) }
        return scalar
    }

    private mutating func blanks() {
        while let next = rest.first, next == " " || next == "\n" { _ = take() }
    }

    private mutating func value() -> Node {
        blanks()
        let start = mark
        switch rest.first {
        case "[": return .list(items { $0.value() }, start)
        case "{":
            return .map(
                items { flow in
                    flow.blanks()
                    let keyMark = flow.mark
                    let key = flow.word(until: ":").text
                    _ = flow.take()
                    let value = flow.value()
                    // As Setup has it: what is empty has the place of its key.
                    if case .empty = value { return Node.Pair(key: key, keyMark: keyMark, value: .empty(keyMark)) }
                    return Node.Pair(key: key, keyMark: keyMark, value: value)
                }, start)
        default:
            let (text, quoted) = word(until: ",")
            return text.isEmpty && !quoted ? .empty(start) : .scalar(text, quoted: quoted, start)
        }
    }

    private mutating func items<Item>(_ item: (inout Flow) -> Item) -> [Item] {
        var all: [Item] = []
        _ = take()
        blanks()
        while let next = rest.first, next != "]", next != "}" {
            all.append(item(&self))
            blanks()
            if rest.first == "," { _ = take() }
            blanks()
        }
        _ = take()
        return all
    }

    private mutating func word(until end: Unicode.Scalar) -> (text: String, quoted: Bool) {
        var text = String.UnicodeScalarView()
        if rest.first == "\"" {
            _ = take()
            while let next = take(), next != "\"" { text.append(next == "\\" ? take() ?? next : next) }
            return (String(text), true)
        }
        while let next = rest.first, next != end, next != "}", next != "]", next != "\n" {
            text.append(next)
            _ = take()
        }
        while text.last == " " { text.removeLast() }
        return (String(text), false)
    }
}
