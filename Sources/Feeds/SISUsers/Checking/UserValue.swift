import Exchange
import Formats
import Rules

/// Whether a value may stand in an element.
enum UserValue {
    struct Problem {
        let code: Code
        /// Completes "the value …".
        let words: String
    }

    /// Nil when the value may stand there. `layout` is how dates are written in this text.
    static func problem(
        _ text: UnsafeBufferPointer<UInt8>, _ element: UserElement, _ layout: DateLayout
    ) -> Problem? {
        switch element.kind {
        case .date, .moment:
            if layout.date(text) == nil { return Problem(code: .sisDate, words: "is no date as \(layout)") }
        case .boolean:
            if !isBoolean(text) { return Problem(code: .sisBoolean, words: "is neither true nor false") }
        case .text(let limit):
            if let limit, text.count > limit, characters(text) > limit {
                return Problem(code: .sisLength, words: "has \(characters(text)) characters, and \(limit) are allowed")
            }
            if let at = XMLText.firstForbidden(text) {
                return Problem(
                    code: .sisCharacter,
                    words: "has the control character \(hexadecimal(text[at])) as its byte \(at + 1)")
            }
        }
        return nil
    }

    /// Unicode scalars, which is what `xs:maxLength` counts.
    private static func characters(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    private static func isBoolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
