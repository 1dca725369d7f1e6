import Exchange

/// One line of a report for people, fit to be shown. The command adds colour by its role.
package struct ReportLine: Hashable, Sendable {
    package enum Role: Sendable { case verdict, heading, detail, remedy, plain }

    package let role: Role
    package let text: String

    package init(_ role: Role, _ text: String) {
        self.role = role
        self.text = shown(text)
    }

    static let blank = ReportLine(.heading, "")
    /// Columns; only a word or a path that is longer by itself goes beyond.
    static let width = 100

    /// `text` in lines of `width`, the first behind `indent` blanks and `lead`, the others below its first word.
    static func paragraph(_ role: Role, _ indent: Int, _ text: String, lead: String = "") -> [ReportLine] {
        let margin = String(repeating: " ", count: indent)
        let hanging = String(repeating: " ", count: indent + lead.count)
        var lines: [String] = []
        var line = margin + lead
        var isEmpty = true
        for word in shown(text).split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                (line, isEmpty) = (hanging, true)
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return (lines + [line]).map { line in
            var line = Substring(line)
            while line.last == " " { line.removeLast() }
            return ReportLine(role, String(line))
        }
    }

    /// Rows of cells under each other: the first cell flush left, the others flush right.
    static func table(_ role: Role, _ indent: Int, _ rows: [[String]]) -> [ReportLine] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? shown($0[column]).count : 0 }.max() ?? 0
        }
        return rows.map { row in
            var text = String(repeating: " ", count: indent)
            for (column, cell) in row.map(shown).enumerated() {
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                text += column == 0 ? cell + gap : "   " + gap + cell
            }
            while text.last == " " { text.removeLast() }
            return ReportLine(role, text)
        }
    }
}
