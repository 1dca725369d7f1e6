/// One line of a text.
enum SourceLine {
    /// Without its end; nil beyond the last.
    static func text(_ number: Int, of text: String) -> String? {
        var place = TextPlace()
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if place.line > number { break }
            if place.line == number, scalar != "\n", scalar != "\r" { line.append(scalar) }
            place.advance(over: scalar)
        }
        return place.line < number ? nil : String(line)
    }
}
