import Exchange

/// Whether each key of an object stands in it once. RFC 8259 (clause 4) lets readers take whichever they like of two,
/// which is why nobody can tell what was meant.
enum JSONKeys {
    /// Pairs are compared up to this many keys, a set is made for more.
    private static let few = 32

    static func checkUnique(
        _ place: Int, _ nodes: [JSONNode], _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(JSONFlaw) {
        var keys: [Int] = []
        var isPlain = true
        var index = place + 1
        while index < Int(nodes[place].next) {
            keys.append(index)
            if nodes[index].isEscaped { isPlain = false }
            index = Int(nodes[index + 1].next)
        }
        let doubled = keys.count <= few && isPlain ? compared(keys, nodes, bytes) : collected(keys, nodes, bytes)
        if let doubled {
            throw JSONFlaw(.jsonKeyDoubled, nodes[doubled].place, "a key stands twice in one object")
        }
    }

    private static func compared(
        _ keys: [Int], _ nodes: [JSONNode], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        for (count, key) in keys.enumerated() {
            let range = nodes[key].range
            for earlier in keys[..<count] where nodes[earlier].range.count == range.count {
                if bytes[nodes[earlier].range].elementsEqual(bytes[range]) { return key }
            }
        }
        return nil
    }

    private static func collected(
        _ keys: [Int], _ nodes: [JSONNode], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var seen: Set<[UInt8]> = []
        return keys.first { key in
            var text: [UInt8] = []
            JSONText.append(bytes[nodes[key].range], to: &text)
            return !seen.insert(text).inserted
        }
    }
}
