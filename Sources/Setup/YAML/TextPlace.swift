/// A line and column that move over a text; both count from 1, columns in Unicode scalars. CR, LF and CR LF end a line.
struct TextPlace {
    private(set) var line = 1
    private(set) var column = 1
    private var afterReturn = false

    mutating func advance(over scalar: Unicode.Scalar) {
        switch scalar {
        case "\n" where afterReturn: break
        case "\n", "\r": (line, column) = (line + 1, 1)
        default: column += 1
        }
        afterReturn = scalar == "\r"
    }
}
