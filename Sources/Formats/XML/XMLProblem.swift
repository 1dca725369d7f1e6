import Exchange

/// One place at which a document is no XML.
package struct XMLProblem: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// `&` that begins no reference.
        case ampersand
        /// A reference to something other than the five characters XML knows by name.
        case entity
        case mismatch(open: String)
        case attribute
        case tag
        /// A character that XML forbids.
        case character(UInt8)
        /// Bytes that are no UTF-8.
        case encoding(UInt8)
        /// An encoding that nobody here knows.
        case unknownEncoding
        case prolog
        case prefix
        case trailing
        case other(Int)
    }

    package let kind: Kind
    package let line: Int
    package let byte: Int

    package var code: Code {
        switch kind {
        case .character, .encoding: .xmlCharacter
        case .prolog: .xmlProlog
        default: .xmlIllFormed
        }
    }

    /// One sentence; nothing of the document but an element's name is repeated.
    package var message: String {
        switch kind {
        case .ampersand: "An '&' stands alone: in XML it must be written '&amp;'."
        case .entity: "'&' and a name stand here that XML does not know: only amp, lt, gt, quot and apos are known."
        case .mismatch(let open):
            "The end tag of another element stands where <\(PlacePath.readable(open))> should end."
        case .attribute: "An attribute is not written as XML demands: name=\"value\", each name once."
        case .tag: "A '<' begins no tag: in text it must be written '&lt;'."
        case .character(let byte): "A character stands here that XML forbids (\(XMLProblem.hex(byte)))."
        case .encoding(let byte): "Bytes stand here that are no UTF-8 (\(XMLProblem.hex(byte)))."
        case .unknownEncoding: "The document names an encoding that is not known here."
        case .prolog: "Something stands before the XML declaration, which must be the very first thing."
        case .prefix: "A name has a prefix that no namespace was declared for."
        case .trailing: "Something stands behind the end of the document; it was not read."
        case .other(let number): "The text is no well-formed XML here (libxml2 error \(number))."
        }
    }

    /// From an error of libxml2 (`xmlerror.h`); `open` is the element being read.
    init(library code: Int, open: String, line: Int, byte: Int) {
        self.line = line
        self.byte = byte
        kind =
            switch code {
            case 68, 23: .ampersand
            case 26, 27: .entity
            case 76: .mismatch(open: open)
            case 36, 38, 39, 40, 41, 42, 65: .attribute
            case 37, 73: .tag
            case 9: .character(0)
            case 81: .encoding(0)
            case 31, 32: .unknownEncoding
            case 64: .prolog
            case 201: .prefix
            case 5: .trailing
            default: .other(code)
            }
    }

    init(_ kind: Kind, line: Int, byte: Int) {
        self.kind = kind
        self.line = line
        self.byte = byte
    }

    /// `0x1F`.
    private static func hex(_ byte: UInt8) -> String {
        "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
