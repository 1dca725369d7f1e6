/// The elements that are open where the first record begins, as far as a reader of that record needs them: their names
/// and the namespaces they declare.
struct XMLOpening: Hashable, Sendable {
    /// With its attributes: `xb:list xmlns:xb="urn:x"`.
    private(set) var tags: [String] = []
    /// `<?xml …?>`, where there is one.
    private(set) var declaration = ""

    /// `head`: the document up to the first record, well-formed as far as it goes.
    init(_ head: ArraySlice<UInt8>) {
        var index = head.startIndex
        while let open = head[index...].firstIndex(of: 0x3C) {
            let rest = head[open...]
            if rest.starts(with: "<!--".utf8) {
                index = XMLOpening.end(of: "-->", rest)
            } else if rest.starts(with: "<![CDATA[".utf8) {
                index = XMLOpening.end(of: "]]>", rest)
            } else if rest.starts(with: "<?".utf8) {
                index = XMLOpening.end(of: "?>", rest)
                let text = String(decoding: head[open..<index], as: UTF8.self)
                if text.hasPrefix("<?xml "), tags.isEmpty { declaration = text }
            } else {
                index = take(rest)
            }
        }
    }

    /// The place behind the mark, or the end.
    private static func end(of mark: String, _ text: ArraySlice<UInt8>) -> Int {
        let mark = Array(mark.utf8)
        var index = text.startIndex
        while index + mark.count <= text.endIndex {
            if text[index] == mark[0], text[index..<index + mark.count].elementsEqual(mark) {
                return index + mark.count
            }
            index += 1
        }
        return text.endIndex
    }

    private mutating func take(_ tag: ArraySlice<UInt8>) -> Int {
        var quote: UInt8 = 0
        var end = tag.startIndex
        while end < tag.endIndex {
            let byte = tag[end]
            if quote == byte { quote = 0 } else if quote == 0, byte == 0x22 || byte == 0x27 { quote = byte }
            if quote == 0, byte == 0x3E { break }
            end += 1
        }
        guard end < tag.endIndex else { return tag.endIndex }
        let text = String(decoding: tag[(tag.startIndex + 1)..<end], as: UTF8.self)
        if text.hasPrefix("/") {
            _ = tags.popLast()
        } else if !text.hasSuffix("/") {
            tags.append(XMLOpening.withoutValues(text))
        }
        return end + 1
    }

    /// Only what declares a namespace: a count of records, say, would be wrong in another file.
    private static func withoutValues(_ tag: String) -> String {
        let name = tag.prefix { !$0.isWhitespace }
        let declared = tag.matches(of: /\s(xmlns(?::[^\s=]+)?\s*=\s*(?:"[^"]*"|'[^']*'))/).map { " \($0.output.1)" }
        return name + declared.joined()
    }

    /// The names, innermost first.
    var names: [String] { tags.reversed().map { String($0.prefix { !$0.isWhitespace }) } }
}
