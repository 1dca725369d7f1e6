import Exchange

/// A layout in English, a sentence a line.
extension Layout {
    package func explanation(_ shape: RecordShape) -> [String] {
        var lines = [opening]
        if hasNames { lines.append("The first line names the values.") }
        for record in records {
            lines.append(record.opening(shape))
            lines += record.fields.map { "  \($0.explanation(shape))" }
        }
        for node in document { lines += node.explanation(shape, depth: 1) }
        for file in files {
            lines.append(
                "File '\(file.part)': records where \(file.when?.explanation ?? "nothing before this takes them").")
        }
        if let control {
            lines.append("Beside the data a file '\(control.part)', with a line for each data file:")
            lines += control.fields.map { "  \($0.explanation(shape))" }
        }
        return lines
    }

    private var opening: String {
        let what =
            switch format {
            case .delimited:
                "Writes lines of values with '\(separator == [9] ? "tab" : String(decoding: separator, as: UTF8.self))' "
                    + "between them, "
                    + (quoting == .always
                        ? "all in quotes" : quoting == .needed ? "in quotes where needed" : "without quotes")
            case .fixed: "Writes columns of fixed width"
            case .xml: "Writes XML"
            case .json: "Writes JSON"
            }
        let ends =
            format == .xml || format == .json
            ? "" : ", lines end with \(lineEnd == .none ? "nothing" : lineEnd.rawValue.uppercased())"
        return "\(what), in \(letters.encoding.rawValue)\(ends). \(letters.explanation)"
    }
}

extension LayoutLetters {
    fileprivate var explanation: String {
        var words: [String] = []
        if let table { words.append("rewritten as \(table.name) says") }
        if folds { words.append("written without their marks (é as e)") }
        let rewritten = words.isEmpty ? "" : "\(words.joined(separator: ", or else ")), or else "
        return "Characters it cannot carry are \(rewritten)refused."
    }
}

extension LayoutRecord {
    fileprivate func opening(_ shape: RecordShape) -> String {
        let whom = level.map { shape.levels[$0].name } ?? "file"
        let which: String =
            switch place {
            case .any: "For each \(whom)"
            case .first: "For the first \(whom)"
            case .last: "For the last \(whom)"
            case .notFirst: "For each \(whom) but the first"
            case .notLast: "For each \(whom) but the last"
            }
        let condition = when.map { " where \($0.explanation)" } ?? ""
        return "\(which)\(condition), a line \(edge == .start ? "before" : "behind") what is in it:"
    }
}

extension LayoutNode {
    fileprivate func explanation(_ shape: RecordShape, depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: depth)
        let each = level.map { ", for each \(shape.levels[$0].name)" } ?? ""
        let condition = when.map { ", where \($0.explanation)" } ?? ""
        let attributes = self.attributes.map { "\(indent)  attribute \($0.explanation(shape))" }
        switch content {
        case .value(let field): return ["\(indent)\(field.explanation(shape))\(each)\(condition)"] + attributes
        case .nodes(let nodes):
            return ["\(indent)\(name)\(each)\(condition), with"] + attributes
                + nodes.flatMap { $0.explanation(shape, depth: depth + 1) }
        }
    }
}

extension LayoutField {
    package func explanation(_ shape: RecordShape) -> String {
        var words = ["\(name): \(source.explanation(shape))"]
        if let number { words.append(number.explanation(shape)) }
        if let date { words.append("written as \(date)") }
        if let width {
            words.append(
                "\(counted(width, "character")), \(alignment.rawValue)\(pad == 0x20 ? "" : ", filled with '\(String(decoding: [pad], as: UTF8.self))'")"
            )
        }
        if let longest { words.append("at most \(counted(longest, "character"))") }
        if isCut { words.append("what is longer is cut") }
        if isRequired { words.append("required") }
        return words.joined(separator: ", ")
    }
}

extension NumberStyle {
    fileprivate func explanation(_ shape: RecordShape) -> String {
        var words: [String] = []
        if let decimals { words.append("\(decimals) decimals") }
        if let currency { words.append("as many decimals as the currency in \(shape.fields[currency].name) has") }
        if mark == nil { words.append("without a decimal mark") }
        if mark == 0x2C { words.append("with a decimal comma") }
        if isNegated { words.append("with the other sign") }
        switch sign {
        case .leading: break
        case .trailing: words.append("a minus behind it")
        case .brackets: words.append("in brackets below zero")
        case .dropped: words.append("without its sign")
        case .refused: words.append("refused below zero")
        }
        return words.isEmpty ? "a number" : words.joined(separator: ", ")
    }
}

extension LayoutSource {
    fileprivate func explanation(_ shape: RecordShape) -> String {
        switch self {
        case .rule(let rule): return rule.explanation
        case .constant(let text):
            return text.isEmpty ? "always blank" : "always '\(String(decoding: text, as: UTF8.self))'"
        case .count(.records): return "the number of records"
        case .count(.lines): return "the number of all lines"
        case .count(.details): return "the number of lines of records"
        case .count(.bytes): return "the size of the file in bytes"
        case .count(.level(let level)): return "the number of records of the level \(shape.levels[level].name)"
        case .total(let field, let amounts):
            let which =
                amounts == .all ? "" : amounts == .absolute ? ", without signs" : ", \(amounts.rawValue) ones only"
            return "the sum of \(shape.fields[field].name)\(which)"
        case .counter(let level, let isWithin):
            return "the number of this \(shape.levels[level].name) in the \(isWithin ? "record" : "file")"
        case .sequence(let name): return "the run's number of the sequence '\(name)'"
        case .term(let rule):
            let day = rule.field.map { shape.fields[$0].name } ?? "the day of the run"
            let terms = rule.starts.map { "\(padded($0.month, 2))-\(padded($0.day, 2)) \($0.text)" }
            return "the term of \(day) (from \(terms.joined(separator: ", from ")))"
        case .join(let fields):
            return "one behind the other: " + fields.map { "(\($0.explanation(shape)))" }.joined(separator: ", ")
        case .due(let rule):
            let day = rule.field.map { shape.fields[$0].name } ?? "the day of the run"
            let late = rule.lateAfter.map { ", one month later where its day is after the \($0)." } ?? ""
            return "day \(rule.day) of the month \(rule.months) after \(day)\(late)"
        }
    }
}
