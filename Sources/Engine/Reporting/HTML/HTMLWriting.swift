/// An HTML document being written. Elements are words of the sources (`StaticString`) and styles are ours; every other
/// text is escaped, so that nothing in somebody's file, name or sentence can become markup.
struct HTMLWriting {
    private(set) var html = ""

    /// `text` fit to stand between tags and in quoted attributes; what could steer the reader's eye is written out as in
    /// every report.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in shown(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    mutating func element(_ name: StaticString, _ text: String) { element(name, .plain, text) }

    mutating func element(_ name: StaticString, _ style: HTMLStyle, _ text: String) {
        html += HTMLWriting.opening(name, style) + HTMLWriting.escaped(text) + "</\(name)>\n"
    }

    mutating func within(_ name: StaticString, _ style: HTMLStyle = .plain, _ body: (inout HTMLWriting) -> Void) {
        html += HTMLWriting.opening(name, style) + "\n"
        body(&self)
        html += "</\(name)>\n"
    }

    /// Nothing where there are no rows. The first column names its row; columns in `numbers` are flush right.
    mutating func table(_ caption: String, _ heads: [String], _ rows: [[String]], numbers: Set<Int> = []) {
        if rows.isEmpty { return }
        within("table", .table) { table in
            table.element("caption", .caption, caption)
            table.within("thead") { $0.row(heads.map { ("col", $0) }, numbers) }
            table.within("tbody") { body in
                for cells in rows { body.row(cells.enumerated().map { ($0 == 0 ? "row" : nil, $1) }, numbers) }
            }
        }
    }

    private mutating func row(_ cells: [(scope: StaticString?, text: String)], _ numbers: Set<Int>) {
        html += "<tr>"
        for (column, cell) in cells.enumerated() {
            let style = numbers.contains(column) ? HTMLStyle.number : .cell
            let name: StaticString = cell.scope == nil ? "td" : "th"
            let scope = cell.scope.map { " scope=\"\($0)\"" } ?? ""
            html += "<\(name)\(scope) style=\"\(style.rawValue)\">\(HTMLWriting.escaped(cell.text))</\(name)>"
        }
        html += "</tr>\n"
    }

    private static func opening(_ name: StaticString, _ style: HTMLStyle) -> String {
        style == .plain ? "<\(name)>" : "<\(name) style=\"\(style.rawValue)\">"
    }

    /// A whole document in one file: no script, no picture, no request to anybody.
    static func document(_ title: String, _ body: (inout HTMLWriting) -> Void) -> String {
        var page = HTMLWriting()
        page.within("body", .page, body)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(escaped(title))</title>
            </head>
            \(page.html)</html>

            """
    }
}
