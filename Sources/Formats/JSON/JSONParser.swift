import Exchange

/// Parses one JSON text, strictly by RFC 8259: no comments, no trailing commas, no NaN, no text that is no Unicode. Beside
/// the grammar it refuses what cannot be told apart or written on: a key that stands twice in an object, a zero byte in a
/// text, more than 64 levels, more than 65,536 values.
struct JSONParser {
    static let maxDepth = 64
    static let maxNodes = 65_536

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private(set) var nodes: [JSONNode]

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ nodes: consuming [JSONNode]) {
        self.bytes = bytes
        self.nodes = nodes
    }

    /// Fills `nodes` with the values of `bytes`, the outermost first. They are of no use after a flaw.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, into nodes: inout [JSONNode]) throws(JSONFlaw) {
        if let bad = UTF8Check.firstInvalid(bytes) {
            throw JSONFlaw(.jsonEncoding, bad, "byte \(bad + 1) of the record is no UTF-8")
        }
        var reused: [JSONNode] = []
        swap(&reused, &nodes)
        reused.removeAll(keepingCapacity: true)
        var parser = JSONParser(bytes, reused)
        reused = []
        try parser.value(1)
        parser.skipBlanks()
        if parser.index < bytes.count { throw parser.flaw("something follows the end of the value") }
        swap(&nodes, &parser.nodes)
    }

    private func flaw(_ message: String, _ code: Code = .jsonSyntax, at place: Int? = nil) -> JSONFlaw {
        JSONFlaw(code, place ?? index, message)
    }

    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while index < bytes.count, JSONParser.isBlank(bytes[index]) { index += 1 }
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private mutating func append(_ node: JSONNode) throws(JSONFlaw) {
        guard nodes.count < JSONParser.maxNodes else {
            throw flaw("the record has more than \(JSONParser.maxNodes) values", .jsonDepth)
        }
        nodes.append(node)
    }

    private mutating func value(_ depth: Int) throws(JSONFlaw) {
        skipBlanks()
        guard let byte else { throw flaw("the record ends where a value should stand") }
        switch byte {
        case UInt8(ascii: "{"): try object(depth)
        case UInt8(ascii: "["): try array(depth)
        case UInt8(ascii: "\""): try text()
        case UInt8(ascii: "-"), 0x30...0x39: try number()
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        default: throw flaw(JSONParser.surprise(byte))
        }
    }

    /// Why something that begins like that is no value.
    private static func surprise(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "+"), UInt8(ascii: "."):
            "NaN, Infinity and numbers that begin with '+' or '.' are no JSON"
        case UInt8(ascii: "'"): "texts stand in double quotes, not in single ones"
        case UInt8(ascii: "/"), UInt8(ascii: "#"): "JSON has no comments"
        case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","): "a value is missing, or a comma is too many"
        case 0xEF: "a byte order mark, or another letter, stands where a value should"
        case 0: "a zero byte stands where a value should"
        default: "there is no value here"
        }
    }

    private mutating func open(_ kind: JSONNode.Kind, _ depth: Int) throws(JSONFlaw) -> Int {
        if depth > JSONParser.maxDepth {
            throw flaw("the record has more than \(JSONParser.maxDepth) levels", .jsonDepth)
        }
        let place = nodes.count
        try append(JSONNode(kind, index, index, next: 0))
        index += 1
        skipBlanks()
        return place
    }

    private mutating func close(_ place: Int) {
        index += 1
        nodes[place].end = UInt32(truncatingIfNeeded: index)
        nodes[place].next = UInt32(truncatingIfNeeded: nodes.count)
    }

    private mutating func array(_ depth: Int) throws(JSONFlaw) {
        let place = try open(.array, depth)
        if byte == UInt8(ascii: "]") { return close(place) }
        while true {
            try value(depth + 1)
            skipBlanks()
            if byte == UInt8(ascii: "]") { return close(place) }
            try comma("]")
        }
    }

    private mutating func object(_ depth: Int) throws(JSONFlaw) {
        let place = try open(.object, depth)
        if byte == UInt8(ascii: "}") { return close(place) }
        while true {
            skipBlanks()
            guard byte == UInt8(ascii: "\"") else {
                throw flaw(
                    byte == UInt8(ascii: "}")
                        ? "a comma stands before the closing '}'" : "a key in double quotes is missing")
            }
            try text()
            skipBlanks()
            guard byte == UInt8(ascii: ":") else { throw flaw("the ':' after a key is missing") }
            index += 1
            try value(depth + 1)
            skipBlanks()
            if byte == UInt8(ascii: "}") { break }
            try comma("}")
        }
        close(place)
        try JSONKeys.checkUnique(place, nodes, bytes)
    }

    private mutating func comma(_ closing: Character) throws(JSONFlaw) {
        guard byte == UInt8(ascii: ",") else {
            throw flaw(
                byte == nil ? "the record ends before its '\(closing)'" : "a ',' or '\(closing)' is missing")
        }
        index += 1
    }

    private mutating func word(_ word: StaticString, _ kind: JSONNode.Kind) throws(JSONFlaw) {
        let length = word.utf8CodeUnitCount
        let start = index
        let isThere =
            start + length <= bytes.count
            && (0..<length).allSatisfy { bytes[start + $0] == word.utf8Start[$0] }
        guard isThere else { throw flaw("there is no value here") }
        try append(JSONNode(kind, start, start + length, next: nodes.count + 1))
        index += length
    }

    private mutating func number() throws(JSONFlaw) {
        let start = index
        if byte == UInt8(ascii: "-") { index += 1 }
        if byte == UInt8(ascii: "0") {
            index += 1
            if let byte, byte >= 0x30, byte <= 0x39 { throw flaw("a number begins with a zero it should not have") }
        } else {
            try digits()
        }
        if byte == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            index += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        try append(JSONNode(.number, start, index, next: nodes.count + 1))
    }

    private mutating func digits() throws(JSONFlaw) {
        let start = index
        while let byte, byte >= 0x30, byte <= 0x39 { index += 1 }
        if index == start { throw flaw("a digit is missing in a number") }
    }

    private mutating func text() throws(JSONFlaw) {
        index += 1
        let start = index
        var isEscaped = false
        while let byte, byte != 0x22 {
            if byte == 0 { throw flaw("a zero byte stands in a text", .jsonNul) }
            if byte < 0x20 {
                throw flaw("a control character stands bare in a text; perhaps a quote is missing before it")
            }
            if byte == 0x5C {
                isEscaped = true
                try escape()
            } else {
                index += 1
            }
        }
        guard index < bytes.count else { throw flaw("a text is not closed before the record ends", at: start - 1) }
        var node = JSONNode(.text, start, index, next: nodes.count + 1)
        node.isEscaped = isEscaped
        try append(node)
        index += 1
    }

    private mutating func escape() throws(JSONFlaw) {
        guard index + 1 < bytes.count else { throw flaw("a text is not closed before the record ends") }
        let letter = bytes[index + 1]
        if letter == UInt8(ascii: "u") { return try scalar() }
        guard "\"\\/bfnrt".utf8.contains(letter) else { throw flaw("there is no such escape in JSON") }
        index += 2
    }

    private mutating func scalar() throws(JSONFlaw) {
        guard let first = JSONText.unit(bytes[...], index + 2) else {
            throw flaw("'\\u' needs four hexadecimal digits")
        }
        if first == 0 { throw flaw("a zero character stands in a text", .jsonNul) }
        guard first & 0xF800 == 0xD800 else {
            index += 6
            return
        }
        let isPair =
            first < 0xDC00 && index + 12 <= bytes.count && bytes[index + 6] == 0x5C
            && bytes[index + 7] == UInt8(ascii: "u")
            && (JSONText.unit(bytes[...], index + 8) ?? 0) & 0xFC00 == 0xDC00
        guard isPair else { throw flaw("half a character (a lone surrogate) stands in a text", .jsonSurrogate) }
        index += 12
    }
}
