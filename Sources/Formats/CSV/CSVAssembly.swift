import Exchange

/// Makes a record of what the lexer cut: cells without quotes, as UTF-8, in the fastest way the content allows.
struct CSVAssembly {
    let decoder: TextDecoder
    let quote: UInt8?
    let watch: CSVEightBitWatch

    /// Fills `record`, whose `raw` is set, from the lexer's cells.
    func fill(_ record: inout TableRow, _ lexer: CSVLexer, line: Int) {
        record.problem = lexer.problem
        record.ranges.removeAll(keepingCapacity: true)
        record.ranges.append(contentsOf: UnsafeBufferPointer(start: lexer.cells, count: lexer.count))
        record.isDecoded = false
        let isASCII = record.raw.withUnsafeBufferPointer { raw in
            raw.baseAddress.map { UTF8Check.skipASCII($0, 0, raw.count) == raw.count } ?? true
        }
        switch decoder.encoding {
        case .utf8:
            if !isASCII { checkUTF8(&record, line) }
            if lexer.hasDoubled, record.isSound { decode(&record, lexer, line) }
        case .latin1, .windows1252:
            if !isASCII { watch.note(record.raw) }
            if !isASCII || lexer.hasDoubled { decode(&record, lexer, line) }
        case .utf16, .utf16le, .utf16be:
            decode(&record, lexer, line)
        }
    }

    private func checkUTF8(_ record: inout TableRow, _ line: Int) {
        guard let bad = record.raw.withUnsafeBufferPointer(UTF8Check.firstInvalid) else { return }
        invalid(&record, at: bad, cell: record.ranges.firstIndex { $0.end > bad }, line)
    }

    private func decode(_ record: inout TableRow, _ lexer: CSVLexer, _ line: Int) {
        // Taken out of the record, so that writing it does not touch what is being read.
        var text: [UInt8] = []
        swap(&text, &record.decoded)
        text.removeAll(keepingCapacity: true)
        for cell in record.ranges.indices {
            let source = record.ranges[cell].range
            let start = text.count
            let bad = record.raw.withUnsafeBufferPointer { raw in
                decoder.append(UnsafeBufferPointer(rebasing: raw[source]), to: &text)
            }
            if let bad {
                text.removeSubrange(start...)
                invalid(&record, at: source.lowerBound + bad, cell: cell, line)
            } else if lexer.hasDoubled, let quote {
                CSVAssembly.undouble(&text, from: start, quote)
            }
            record.ranges[cell] = TableCell(start, text.count)
        }
        swap(&text, &record.decoded)
        record.isDecoded = true
    }

    /// Makes one quote of two, in place. Unquoted cells of a sound record have none.
    private static func undouble(_ text: inout [UInt8], from start: Int, _ quote: UInt8) {
        var target = start
        var index = start
        while index < text.count {
            text[target] = text[index]
            let isDoubled = text[index] == quote && index + 1 < text.count && text[index + 1] == quote
            index += isDoubled ? 2 : 1
            target += 1
        }
        text.removeSubrange(target...)
    }

    private func invalid(_ record: inout TableRow, at offset: Int, cell: Int?, _ line: Int) {
        guard record.problem == nil else { return }
        record.problem = TableProblem(
            .csvEncoding, offset: offset, line: line + breaks(record.raw, before: offset), cell: cell,
            message: "the byte \(hexadecimal(record.raw[offset])) is no character in \(decoder.encoding.rawValue)")
    }

    /// Line ends before `offset`, CRLF counting once.
    private func breaks(_ raw: [UInt8], before offset: Int) -> Int {
        var count = 0
        var wasCarriage = false
        var index = 0
        while index + decoder.encoding.unit <= offset {
            let value = decoder.value(raw, index)
            if value == 0x0D || (value == 0x0A && !wasCarriage) { count += 1 }
            wasCarriage = value == 0x0D
            index += decoder.encoding.unit
        }
        return count
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0\(digits)" : digits
    }
}
