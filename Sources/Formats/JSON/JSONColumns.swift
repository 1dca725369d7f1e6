/// The paths to all single values of some records, in the order in which they are first met.
struct JSONColumns {
    private static let most = 500
    private static let maxDepth = 6

    private(set) var names: [String] = []
    private var known: Set<String> = []

    mutating func note(_ record: JSONLookup) {
        if names.count < JSONColumns.most { visit(0, "", record, 0) }
    }

    private mutating func add(_ name: String) {
        if names.count < JSONColumns.most, known.insert(name).inserted { names.append(name) }
    }

    private mutating func visit(_ node: Int, _ path: String, _ record: JSONLookup, _ depth: Int) {
        if depth > JSONColumns.maxDepth { return }
        switch record.nodes[node].kind {
        case .object: members(node, path, record, depth)
        case .array: elements(node, path, record, depth)
        case .text: text(node, path, record)
        case .number, .yes, .no, .null: add(path)
        }
    }

    private mutating func members(_ node: Int, _ path: String, _ record: JSONLookup, _ depth: Int) {
        var index = node + 1
        while index < Int(record.nodes[node].next) {
            let key = JSONPath.spelled(String(decoding: record.text(of: index), as: UTF8.self))
            visit(index + 1, path.isEmpty ? key : "\(path).\(key)", record, depth + 1)
            index = Int(record.nodes[index + 1].next)
        }
    }

    /// The first element by its number; all that say what they are, by that.
    private mutating func elements(_ node: Int, _ path: String, _ record: JSONLookup, _ depth: Int) {
        var index = node + 1
        var number = 0
        while index < Int(record.nodes[node].next) {
            if let type = type(index, record) {
                visit(index, "\(path)[\(type)]", record, depth + 1)
            } else if number == 0 {
                visit(index, "\(path)[0]", record, depth + 1)
            }
            number += 1
            index = Int(record.nodes[index].next)
        }
    }

    /// `type=work`, where an element has a short code like that.
    private func type(_ element: Int, _ record: JSONLookup) -> String? {
        guard record.nodes[element].kind == .object else { return nil }
        for key in ["type", "kind", "category"] {
            guard let value = record.member(Array(key.utf8), of: element), record.nodes[value].kind == .text else {
                continue
            }
            let text = record.text(of: value)
            let isCode =
                (1...24).contains(text.count)
                && text.allSatisfy { $0 == 0x5F || $0 == 0x2D || JSONColumns.isLetter($0) }
            if isCode { return "\(key)=\(String(decoding: text, as: UTF8.self))" }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }

    private mutating func text(_ node: Int, _ path: String, _ record: JSONLookup) {
        let text = record.text(of: node)
        guard let parts = JSONComposite.parts(text) else { return add(path) }
        for part in parts.prefix(60) where !part.key.isEmpty {
            add("\(path){\(String(decoding: text[part.key], as: UTF8.self))}")
        }
    }
}
