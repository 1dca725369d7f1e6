import Exchange
import Formats

/// How a sample is written: in words for the terminal, and as the block `read` of a draft.
struct DraftReading {
    private let sample: SampleDialect

    init(_ sample: SampleDialect) { self.sample = sample }

    /// `windows-1252 (sure)`, `delimiter '|'`.
    var words: [String] {
        var words: [String]
        switch sample.syntax {
        case .csv(let dialect):
            let delimiter = DraftReading.delimiter(dialect)
            words = [sample.encoding.words, delimiter == "tab" ? "tabs" : "delimiter '\(delimiter)'"]
            if dialect.header == .none { words.append("no header") }
            if dialect.quote == nil { words.append("no quotes") }
        case .fixed(_, let preset):
            words = [sample.encoding.words, "fixed width"]
            if let preset { words.append(preset.summary) }
        case .json(let layout):
            switch layout.shape {
            case .lines: words = ["JSON, a record in each line"]
            case .text(let keys): words = [keys.isEmpty ? "JSON" : "JSON, records in '\(DraftReading.path(keys))'"]
            }
        }
        if sample.survey.rows == SampleSurvey.mostRows { words.append("not read further") }
        let unsound = sample.survey.unsound
        if unsound > 0 { words.append("\(unsound) damaged row\(unsound == 1 ? "" : "s")") }
        return words
    }

    var lines: [String] {
        switch sample.syntax {
        case .csv(let dialect): ["read:"] + encoding + csv(dialect)
        case .fixed(let layout, let preset): ["read:"] + encoding + fixed(layout, preset)
        case .json(let layout): ["read:"] + json(layout)
        }
    }

    private var encoding: [String] {
        var lines: [String] = []
        if sample.encoding.differing > 0 {
            lines.append(
                "  # TODO \(sample.encoding.differing) rows look as if they were in another encoding. Ask the campus which one it is."
            )
        } else if sample.encoding.special == 0, sample.encoding.encoding.unit == 1 {
            lines.append(
                "  # TODO There is no accent in the sample, so nothing tells utf-8 from windows-1252. Which one is it?")
        }
        return lines + ["  encoding: \(sample.encoding.encoding.rawValue)"]
    }

    private func csv(_ dialect: CSVDialect) -> [String] {
        var lines: [String] = []
        if sample.confidence < 90 {
            lines.append(
                "  # TODO Only \(sample.confidence) % of the lines are cut alike by this delimiter. Is it the right one?"
            )
        }
        let delimiter = DraftReading.delimiter(dialect)
        lines.append("  delimiter: \(delimiter == "tab" ? "tab" : "\"\(delimiter)\"")")
        if dialect.quote == nil { lines.append("  quote: none") }
        if dialect.header == .none {
            lines.append(
                "  # TODO The first line names no columns, so they are called 1, 2, 3, … Can the campus send a header?")
            lines.append("  header: no")
        }
        return lines
    }

    private func fixed(_ layout: FixedLayout, _ preset: FixedPreset?) -> [String] {
        if let preset { return ["  format: fixed", "  preset: \(preset.name)"] }
        var lines = [
            "  format: fixed",
            "  # TODO Where columns begin was guessed from blanks that all lines share. Ask the campus for the layout, and name them.",
            "  columns:",
        ]
        for column in layout.columns {
            lines.append("    \(column.name): \(column.place.lowerBound + 1)-\(column.place.upperBound)")
        }
        return lines
    }

    private func json(_ layout: JSONLayout) -> [String] {
        guard case .text(let keys) = layout.shape else { return ["  format: jsonl"] }
        return ["  format: json"] + (keys.isEmpty ? [] : ["  records: \(Node.spelled(DraftReading.path(keys)))"])
    }

    private static func path(_ keys: [String]) -> String { keys.map(JSONPath.spelled).joined(separator: ".") }

    private static func delimiter(_ dialect: CSVDialect) -> String {
        dialect.delimiter == 9 ? "tab" : String(UnicodeScalar(dialect.delimiter))
    }
}
