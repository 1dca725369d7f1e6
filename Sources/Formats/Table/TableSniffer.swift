import Exchange

/// Guesses the syntax and the columns of a file of rows from its first bytes (64 KiB are plenty).
package enum TableSniffer {
    /// `whole`: `head` is the entire file; else its last record is left out, as it may be cut.
    package static func guess(_ head: UnsafeRawBufferPointer, whole: Bool) -> TableGuess {
        let bytes = head.bindMemory(to: UInt8.self)
        if let json = JSONSniffer.guess(bytes, whole: whole) { return json }
        let csv = CSVSniffer.guess(head, whole: whole)
        if csv.notCSV == nil, csv.columns < 2 || csv.confidence < 50,
            let fixed = FixedSniffer.guess(bytes, csv.encoding, whole: whole)
        {
            return fixed
        }
        var guess = TableGuess()
        guess.sentence = csv.sentence
        guess.otherKind = csv.notCSV
        guard csv.notCSV == nil else { return guess }
        guess.syntax = .csv(csv.dialect)
        guess.confidence = csv.confidence
        guess.columns = columns(csv.dialect, head)
        return guess
    }

    private static func columns(_ dialect: CSVDialect, _ head: UnsafeRawBufferPointer) -> [String] {
        let report = Report(keptPerRule: 1)
        var columns: [String]?
        // A header with doubled names is a fault of the table, for nobody can ask for them; they are shown all the same.
        let reader = CSVReader(dialect)
        let see = { (record: borrowing TableRow, _: Position) throws(Fault) -> Demand in
            columns = (copy record).cells.map { String(decoding: $0, as: UTF8.self) }
            return .enough
        }
        do throws(Fault) {
            if try reader.read(head.bytes, report: report, see) == .more { try reader.finish(report: report, see) }
        } catch {
            return []
        }
        guard let columns else { return [] }
        return dialect.header == .named ? columns : columns.indices.map { String($0 + 1) }
    }
}
