import Exchange

/// Looks at a text around a mark.
enum CharacterAtMark {
    /// Where a tab indents the mark's line, or stands at the mark itself.
    static func tab(_ mark: Mark, in text: String) -> Mark? {
        guard let line = SourceLine.text(mark.line, of: text) else { return nil }
        let scalars = Array(line.unicodeScalars)
        if let tab = scalars.prefix(while: { $0 == " " || $0 == "\t" }).firstIndex(of: "\t") {
            return Mark(file: mark.file, line: mark.line, column: tab + 1)
        }
        return mark.column <= scalars.count && scalars[mark.column - 1] == "\t" ? mark : nil
    }
}
