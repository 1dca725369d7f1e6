/// Reads the text of a path step by step.
struct JSONPathReading {
    static let special = Array(".[]{}=\"".utf8)

    private let text: [UInt8]
    private var index = 0

    init(_ text: String) { self.text = Array(text.utf8) }

    private var byte: UInt8? { index < text.count ? text[index] : nil }

    mutating func steps() throws(JSONPathProblem) -> [JSONPath.Step] {
        var steps: [JSONPath.Step] = [.member(try key())]
        while let byte {
            index += 1
            switch byte {
            case UInt8(ascii: "."): steps.append(.member(try key()))
            case UInt8(ascii: "["): steps.append(try element())
            case UInt8(ascii: "{"): steps.append(.composite(try upTo("}")))
            default: throw problem("has '\(Character(UnicodeScalar(byte)))' where '.', '[' or '{' should follow")
            }
            if case .composite? = steps.last, self.byte != nil { throw problem("goes on behind its '{…}'") }
        }
        return steps
    }

    private func problem(_ words: String) -> JSONPathProblem {
        JSONPathProblem(
            words: "\(words) (character \(String(decoding: text[..<min(index, text.count)], as: UTF8.self).count))")
    }

    private mutating func key() throws(JSONPathProblem) -> [UInt8] {
        if byte == UInt8(ascii: "\"") { return try quoted() }
        let start = index
        while let byte, !JSONPathReading.special.contains(byte) { index += 1 }
        if start == index { throw problem("lacks a key") }
        return Array(text[start..<index])
    }

    private mutating func quoted() throws(JSONPathProblem) -> [UInt8] {
        var key: [UInt8] = []
        index += 1
        while let byte {
            index += 1
            if byte != UInt8(ascii: "\"") {
                key.append(byte)
            } else if self.byte == UInt8(ascii: "\"") {
                key.append(byte)
                index += 1
            } else {
                return key
            }
        }
        throw problem("has a quote that is not closed")
    }

    private mutating func element() throws(JSONPathProblem) -> JSONPath.Step {
        if let byte, byte >= 0x30, byte <= 0x39 {
            let digits = String(decoding: try upTo("]"), as: UTF8.self)
            guard let number = Int(digits), number < 1_000_000 else { throw problem("has no number in its '[…]'") }
            return .element(number)
        }
        var keys = [try key()]
        while byte == UInt8(ascii: ".") {
            index += 1
            keys.append(try key())
        }
        guard byte == UInt8(ascii: "=") else { throw problem("needs a number or 'key=value' in its '[…]'") }
        index += 1
        return .elementWhere(keys: keys, value: try upTo("]"))
    }

    private mutating func upTo(_ closing: Unicode.Scalar) throws(JSONPathProblem) -> [UInt8] {
        let start = index
        while let byte, byte != UInt8(ascii: closing) { index += 1 }
        guard index < text.count else { throw problem("lacks its '\(closing)'") }
        if start == index { throw problem("has nothing between its brackets") }
        index += 1
        return Array(text[start..<index - 1])
    }
}
