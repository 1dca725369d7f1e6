import Exchange

/// Guesses whether a file has columns of fixed width: lines that are all as long as each other, or nearly so, with blanks
/// at the same places in all of them.
enum FixedSniffer {
    private static let leastLines = 2
    private static let leastWidth = 16
    private static let sample = 200

    static func guess(
        _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding, whole: Bool
    ) -> TableGuess? {
        guard let lines = lines(bytes, encoding, whole), let width = lines.map(\.count).max(),
            width >= leastWidth, lines.count >= leastLines
        else { return nil }
        let agreeing = lines.count { $0.count == width }
        let columns = columns(lines, width)
        guard columns.count > 1, agreeing * 2 > lines.count else { return nil }
        var guess = TableGuess()
        guess.syntax = .fixed(FixedLayout(columns, width: width, encoding: encoding))
        guess.columns = columns.map(\.name)
        guess.confidence = min(80, agreeing * 100 / lines.count)
        guess.sentence =
            "Guessed (\(guess.confidence) %): columns of fixed width in \(encoding.rawValue), \(width) characters a line, "
            + "\(columns.count) columns."
        return guess
    }

    /// The first lines as characters; nil where that is no text.
    private static func lines(
        _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding, _ whole: Bool
    ) -> [[Unicode.Scalar]]? {
        let head = Array(bytes.prefix(CSVPreamble.length))
        let mark = CSVPreamble.mark(head, encoding).count
        let decoder = TextDecoder(encoding: encoding, bigEndian: CSVPreamble.isBigEndian(head, encoding))
        var cutter = RecordCutter(.lines(onlyLF: false), decoder, start: 0, limit: bytes.count, .fixedLong)
        var lines: [[Unicode.Scalar]] = []
        var isText = true
        let take = { (raw: UnsafeBufferPointer<UInt8>, content: Int, _: Int, _: Int) throws(Fault) -> Demand in
            var text: [UInt8] = []
            if decoder.append(UnsafeBufferPointer(rebasing: raw[..<content]), to: &text) != nil || text.contains(0) {
                isText = false
            }
            if content > 0 { lines.append(Array(String(decoding: text, as: UTF8.self).unicodeScalars)) }
            return lines.count < FixedSniffer.sample && isText ? .more : .enough
        }
        do throws(Fault) {
            let demand = try cutter.cut(UnsafeBufferPointer(rebasing: bytes[mark...]), take)
            if demand == .more, whole { try cutter.finish(take) }
        } catch {
            return nil
        }
        return isText ? lines : nil
    }

    /// A column begins where a character stands behind a place that is blank in every line.
    private static func columns(_ lines: [[Unicode.Scalar]], _ width: Int) -> [FixedColumn] {
        let isUsed = (0..<width).map { place in lines.contains { place < $0.count && $0[place] != " " } }
        var starts = isUsed.indices.filter { isUsed[$0] && ($0 == 0 || !isUsed[$0 - 1]) }
        if starts.first != 0, !starts.isEmpty { starts[0] = 0 }
        return starts.enumerated().map { index, start in
            FixedColumn("column\(index + 1)", start..<(index + 1 < starts.count ? starts[index + 1] : width))
        }
    }
}
