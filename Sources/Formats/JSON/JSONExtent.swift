/// Finds where one JSON value ends, by its quotes and brackets alone; whether it is right inside is for the parser to say,
/// once it is whole. Can stop after any byte and go on with the next chunk.
struct JSONExtent {
    private enum State { case begin, container, bare, text, escape, bareText, bareEscape }

    private var state = State.begin
    private var depth = 0
    /// Line feeds passed.
    private(set) var lines = 0

    /// Reads `bytes[from...]`. Returns the index behind the value's last byte, or nil when it goes on in the next chunk.
    mutating func end(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int? {
        var index = from
        while index < bytes.count {
            let byte = bytes[index]
            switch state {
            case .begin: begin(byte)
            case .container: if inContainer(byte) { return index + 1 }
            case .bare: if JSONExtent.endsBare(byte) { return index }
            case .text, .bareText: if inText(byte) { return index + 1 }
            case .escape: state = .text
            case .bareEscape: state = .bareText
            }
            if byte == 0x0A { lines += 1 }
            index += 1
        }
        return nil
    }

    /// The value may end with the file: a number or a word.
    var mayEnd: Bool { state == .bare }

    private mutating func begin(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth = 1
            state = .container
        case UInt8(ascii: "\""): state = .bareText
        default: state = .bare
        }
    }

    private mutating func inContainer(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""): state = .text
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            return depth == 0
        default: break
        }
        return false
    }

    /// True where a text that is the whole value ends.
    private mutating func inText(_ byte: UInt8) -> Bool {
        if byte == 0x5C {
            state = state == .text ? .escape : .bareEscape
        } else if byte == 0x22 {
            if state == .bareText { return true }
            state = .container
        }
        return false
    }

    private static func endsBare(_ byte: UInt8) -> Bool {
        JSONParser.isBlank(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }
}
