import Exchange

/// Guesses the dialect of a table from its first bytes (64 KiB are plenty).
package enum CSVSniffer {
    /// `whole`: `head` is the entire file; else its last record is left out, as it may be cut.
    package static func guess(_ head: UnsafeRawBufferPointer, whole: Bool) -> CSVGuess {
        let bytes = head.bindMemory(to: UInt8.self)
        let start = Array(bytes.prefix(CSVPreamble.length))
        var guess = CSVGuess()
        guess.notCSV = bytes.isEmpty ? "an empty file" : CSVPreamble.foreignKind(start)
        guard guess.notCSV == nil else { return guess }
        guess.encoding = encoding(bytes, start, whole)
        let trials = CSVDelimiters.usual.map { Trial(head, $0, guess.encoding, whole) }
        guard let best = trials.max(by: { $0.score < $1.score }), best.records > 0 else {
            guess.notCSV = "something without lines of text"
            return guess
        }
        guess.delimiter = best.delimiter
        guess.columns = best.columns
        guess.hasHeader = best.looksHeaded
        guess.confidence = best.confidence
        return guess
    }

    private static func encoding(_ bytes: UnsafeBufferPointer<UInt8>, _ start: [UInt8], _ whole: Bool) -> TextEncoding {
        if let wide = CSVPreamble.wideEncoding(start) { return CSVPreamble.mark(start, .utf16).isEmpty ? wide : .utf16 }
        guard let bad = UTF8Check.firstInvalid(bytes), whole || bytes.count - bad >= 4 else { return .utf8 }
        let isLatin = !bytes.contains { $0 >= 0x80 && $0 < 0xA0 }
        let isWindows = !bytes.contains { Windows1252.scalar($0) == nil }
        // Both fit when no byte lies between 80 and 9F, and are then the same.
        return isLatin || !isWindows ? .latin1 : .windows1252
    }

    /// What the head looks like with one delimiter.
    private struct Trial {
        let delimiter: UInt8
        var records = 0
        var columns = 0
        /// Records with that many cells.
        private var agreeing = 0
        private var unsound = 0
        private var first: [String] = []
        private var hasDigitsBelow = false

        init(_ head: UnsafeRawBufferPointer, _ delimiter: UInt8, _ encoding: TextEncoding, _ whole: Bool) {
            self.delimiter = delimiter
            let reader = CSVReader(CSVDialect(delimiter: delimiter, header: .none, encoding: encoding))
            var widths: [Int: Int] = [:]
            var first: [String] = []
            var unsound = 0
            var hasDigits = false
            let report = Report(keptPerRule: 1)
            let see = { (record: borrowing TableRow, _: Position) throws(Fault) -> Demand in
                widths[record.count, default: 0] += 1
                if !record.isSound { unsound += 1 }
                let names = record.isSound ? (copy record).cells.map { String(decoding: $0, as: UTF8.self) } : []
                if first.isEmpty {
                    first = names
                } else {
                    hasDigits = hasDigits || names.contains(where: Trial.isNumber)
                }
                return .more
            }
            do throws(Fault) {
                _ = try reader.read(head.bytes, report: report, see)
                if whole || widths.isEmpty { try reader.finish(report: report, see) }
            } catch {
                unsound += 1
            }
            records = widths.values.reduce(0, +)
            let most = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }
            columns = most?.key ?? 0
            agreeing = most?.value ?? 0
            self.unsound = unsound
            self.first = first
            hasDigitsBelow = hasDigits
        }

        private static func isNumber(_ text: String) -> Bool { text.contains { $0.isNumber } }

        /// Agreement first, then width; one column is what every wrong delimiter gives.
        var score: Int {
            guard records > 0 else { return -1 }
            return columns < 2 ? 0 : (agreeing - unsound) * 1000 / records + min(columns, 99)
        }

        var looksHeaded: Bool {
            guard !first.isEmpty, records > 1 else { return false }
            let areNames = first.allSatisfy { !$0.isEmpty && $0.first?.isNumber == false && !$0.contains("@") }
            // Two columns may have one name. Without a digit further down, that would as well be a row.
            let areDistinct = Set(first).count == first.count
            return areNames && (hasDigitsBelow || (areDistinct && !first.contains(where: Trial.isNumber)))
        }

        var confidence: Int {
            guard records > 0 else { return 0 }
            let agreement = max(0, agreeing - unsound) * 100 / records
            let ceiling = columns < 2 ? 30 : records < 3 ? 60 : 98
            return min(agreement, ceiling)
        }
    }
}
