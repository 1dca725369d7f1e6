/// Replaces comments and the text of string literals by spaces, byte for byte, newlines kept. What stands in an
/// interpolation is code and stays. Regex literals are not known to it; the sources use none that hold a quote.
struct Blanking {
    static func blank(_ text: String) -> String {
        var blanking = Blanking(bytes: Array(text.utf8))
        blanking.code(until: nil)
        return String(decoding: blanking.output, as: UTF8.self)
    }

    private let bytes: [UInt8]
    private var output: [UInt8] = []
    private var at = 0

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        output.reserveCapacity(bytes.count)
    }

    /// Code up to the end, or to the parenthesis that closes an interpolation.
    private mutating func code(until closing: UInt8?) {
        var depth = 0
        while at < bytes.count {
            if sees("//") {
                blank(while: { $0 != UInt8(ascii: "\n") })
            } else if sees("/*") {
                blockComment()
            } else if let hashes = openingHashes() {
                literal(hashes)
            } else {
                let byte = bytes[at]
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") {
                    if closing != nil, depth == 0 { return keep(1) }
                    depth -= 1
                }
                keep(1)
            }
        }
    }

    /// Block comments nest in Swift.
    private mutating func blockComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                blank(2)
            } else if sees("*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && at < bytes.count
    }

    /// The number of `#` in front of a quote that begins here, or nil where no literal begins.
    private func openingHashes() -> Int? {
        var end = at
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
    }

    private mutating func literal(_ hashes: Int) {
        keep(hashes)
        let guarded = String(repeating: "#", count: hashes)
        let quote = sees("\"\"\"") ? "\"\"\"" : "\""
        keep(quote.utf8.count)
        let closing = quote + guarded
        let escape = "\\" + guarded
        while at < bytes.count {
            if sees(closing) { return keep(closing.utf8.count) }
            if sees(escape + "(") {
                keep(escape.utf8.count + 1)
                code(until: UInt8(ascii: ")"))
            } else if sees(escape) {
                blank(escape.utf8.count + 1)
            } else if quote.utf8.count == 1, bytes[at] == UInt8(ascii: "\n") {
                return
            } else {
                blank(1)
            }
        }
    }

    private func sees(_ word: String) -> Bool {
        at + word.utf8.count <= bytes.count && bytes[at..<(at + word.utf8.count)].elementsEqual(word.utf8)
    }

    private mutating func keep(_ count: Int) {
        output += bytes[at..<min(at + count, bytes.count)]
        at = min(at + count, bytes.count)
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where at < bytes.count {
            output.append(bytes[at] == UInt8(ascii: "\n") ? bytes[at] : UInt8(ascii: " "))
            at += 1
        }
    }

    private mutating func blank(while goesOn: (UInt8) -> Bool) {
        while at < bytes.count, goesOn(bytes[at]) { blank(1) }
    }
}
