import Exchange

/// Finds the values of one parsed record at the paths of the columns.
struct JSONLookup {
    enum Found {
        /// No such key or element.
        case absent
        case null
        /// Appended to the target.
        case value
        case flaw(JSONFlaw)
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let nodes: [JSONNode]

    /// Appends the value at `path` to `target` as UTF-8 text: numbers as they are written, `true` and `false` as words.
    func append(_ path: JSONPath, to target: inout [UInt8]) -> Found { follow(path.steps[...], 0, &target) }

    private func follow(_ steps: ArraySlice<JSONPath.Step>, _ node: Int, _ target: inout [UInt8]) -> Found {
        if nodes[node].kind == .null { return .null }
        guard let step = steps.first else {
            if nodes[node].isContainer { return wrong(node, "a single value was asked for") }
            append(node, to: &target)
            return .value
        }
        let rest = steps.dropFirst()
        switch step {
        case .member(let key):
            guard nodes[node].kind == .object else { return wrong(node, "the path asks for a key of it") }
            guard let next = member(key, of: node) else { return .absent }
            return follow(rest, next, &target)
        case .element(let number):
            guard nodes[node].kind == .array else { return wrong(node, "the path asks for an element of it") }
            guard let next = element(of: node, where: { index, _ in index == number }) else { return .absent }
            return follow(rest, next, &target)
        case .elementWhere(let keys, let value):
            guard nodes[node].kind == .array else { return wrong(node, "the path asks for an element of it") }
            guard let next = element(of: node, where: { _, element in has(keys, value, element) }) else {
                return .absent
            }
            return follow(rest, next, &target)
        case .composite(let key): return composite(key, node, &target)
        }
    }

    private func composite(_ key: [UInt8], _ node: Int, _ target: inout [UInt8]) -> Found {
        if nodes[node].isContainer { return wrong(node, "a text was asked for") }
        let text = text(of: node)
        if text.isEmpty { return .null }
        guard let range = JSONComposite.value(key, in: text) else {
            return .flaw(
                JSONFlaw(.jsonComposite, nodes[node].place, "the text is not written as {key=value}:{key=value}"))
        }
        target.append(contentsOf: text[range])
        return range == 0..<0 ? .absent : .value
    }

    private func wrong(_ node: Int, _ asked: String) -> Found {
        let kind =
            switch nodes[node].kind {
            case .object: "an object"
            case .array: "a list"
            default: "a single value"
            }
        return .flaw(JSONFlaw(.jsonValueKind, nodes[node].place, "there is \(kind), but \(asked)"))
    }

    func member(_ key: [UInt8], of object: Int) -> Int? {
        var index = object + 1
        while index < Int(nodes[object].next) {
            if isText(index, key) { return index + 1 }
            index = Int(nodes[index + 1].next)
        }
        return nil
    }

    private func element(of array: Int, where fits: (Int, Int) -> Bool) -> Int? {
        var number = 0
        var index = array + 1
        while index < Int(nodes[array].next) {
            if fits(number, index) { return index }
            number += 1
            index = Int(nodes[index].next)
        }
        return nil
    }

    /// Whether what `keys` lead to in `element` is `value`; `element` may be a composite text.
    private func has(_ keys: [[UInt8]], _ value: [UInt8], _ element: Int) -> Bool {
        if nodes[element].kind == .text, keys.count == 1 {
            let text = text(of: element)
            guard let range = JSONComposite.value(keys[0], in: text), range != 0..<0 else { return false }
            return text[range].elementsEqual(value)
        }
        var node = element
        for key in keys {
            guard nodes[node].kind == .object, let next = member(key, of: node) else { return false }
            node = next
        }
        return !nodes[node].isContainer && nodes[node].kind != .null && isText(node, value)
    }

    private func isText(_ node: Int, _ text: [UInt8]) -> Bool {
        if nodes[node].isEscaped { return self.text(of: node) == text }
        return nodes[node].range.count == text.count && bytes[nodes[node].range].elementsEqual(text)
    }

    func text(of node: Int) -> [UInt8] {
        var text: [UInt8] = []
        append(node, to: &text)
        return text
    }

    private func append(_ node: Int, to target: inout [UInt8]) {
        let source = bytes[nodes[node].range]
        if nodes[node].isEscaped {
            JSONText.append(source, to: &target)
        } else {
            target.append(contentsOf: source)
        }
    }
}
