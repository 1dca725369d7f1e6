import Exchange
import Formats

/// How a sample is written, by looking at all of it, and what its columns hold.
struct SampleDialect {
    enum Syntax {
        case csv(CSVDialect)
        case fixed(FixedLayout, preset: FixedPreset?)
        case json(JSONLayout)
    }

    let syntax: Syntax
    let survey: SampleSurvey
    let encoding: SampleEncoding
    /// Percent.
    let confidence: Int
    /// The columns as a profile calls them.
    let names: [String]
    /// The names are the campus's own, or a known layout's: they say what the columns hold.
    let isNamed: Bool

    static func sniff(_ file: any StagedFile) throws(Fault) -> SampleDialect {
        let head = try UserFileExamination.head(file)
        let guess = head.withUnsafeBytes { TableSniffer.guess($0, whole: file.size == head.count) }
        if case .json(let layout)? = guess.syntax { return try json(file, head, layout, guess) }
        let encoding = try SampleEncoding.measure(file)
        if let fixed = try fixed(file, head, guess, encoding) { return fixed }
        let csv = try SampleCSV(file, head: head, encoding.encoding)
        let isNamed = csv.dialect.header == .named
        return SampleDialect(
            syntax: .csv(csv.dialect), survey: csv.survey, encoding: encoding, confidence: csv.confidence,
            names: isNamed ? csv.survey.first : csv.survey.columns.indices.map { String($0 + 1) }, isNamed: isNamed)
    }

    /// The layout says what columns there may be, used or not.
    var hasKnownLayout: Bool {
        if case .fixed(_, preset: .some) = syntax { return true }
        return false
    }

    /// What columns of this name hold, if that is known.
    func match(_ name: String) -> ColumnName.Match? {
        if case .csv = syntax { return ColumnName(name).match }
        return ColumnPath(name).match
    }

    private static func json(
        _ file: any StagedFile, _ head: [UInt8], _ layout: JSONLayout, _ guess: TableGuess
    ) throws(Fault) -> SampleDialect {
        // A name that only one record has may be somebody's: an object whose keys are people's numbers.
        if case .text(let keys) = layout.shape, keys.isEmpty, head.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
            throw Fault(
                .sisNoTable, .reject,
                "\(PlacePath.readable(file.name)) is one JSON object, and there is no list of records in it.")
        }
        var survey = try SampleSurvey.of(file, JSONTable(layout, needs: guess.columns))
        let kept = survey.columns.indices.filter { survey.columns[$0].filled > 1 || survey.rows == 1 }
        survey.keep(kept)
        return SampleDialect(
            syntax: .json(layout), survey: survey,
            encoding: SampleEncoding(encoding: .utf8, special: 0, differing: 0), confidence: guess.confidence,
            names: kept.map { guess.columns[$0] }, isNamed: true)
    }

    /// A layout that is known, else columns that stand below each other.
    private static func fixed(
        _ file: any StagedFile, _ head: [UInt8], _ guess: TableGuess, _ encoding: SampleEncoding
    ) throws(Fault) -> SampleDialect? {
        if guess.otherKind != nil { return nil }
        for preset in FixedPreset.all {
            if let known = try SamplePreset(file, head, preset, encoding.encoding) {
                return SampleDialect(
                    syntax: .fixed(known.layout, preset: preset), survey: known.survey, encoding: encoding,
                    confidence: 95, names: known.names, isNamed: true)
            }
        }
        guard case .fixed(var layout)? = guess.syntax, guess.confidence >= 50,
            SampleCSV.plainDelimiter(head, among: "\t|;^~", least: 2) == nil
        else { return nil }
        layout.encoding = encoding.encoding
        // A line may be longer behind the part that was looked at.
        layout.width = nil
        let survey = try SampleSurvey.of(file, FixedTable(layout))
        return SampleDialect(
            syntax: .fixed(layout, preset: nil), survey: survey, encoding: encoding, confidence: guess.confidence,
            names: layout.names, isNamed: false)
    }
}
