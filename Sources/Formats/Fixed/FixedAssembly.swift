import Exchange

/// Makes a row of one record: its text as UTF-8, cut at the layout's places, without the blanks around each value.
struct FixedAssembly {
    private let layout: FixedLayout
    private let decoder: TextDecoder
    /// The record's text, and where each of its characters starts; the latter only where not every one is a byte.
    private var text: [UInt8] = []
    private var starts: [Int] = []
    /// What is to be said of the record though it is sound.
    private(set) var doubt: String?

    init(_ layout: FixedLayout, _ decoder: TextDecoder) {
        self.layout = layout
        self.decoder = decoder
    }

    /// How many characters the record last filled has.
    var characters: Int { starts.isEmpty ? text.count : starts.count }

    /// Whether the record last filled ends with a blank.
    var endsBlank: Bool { text.last == 0x20 }

    /// Reads `content`, the record without its line end; false where it is no text (`row.problem` says so then).
    mutating func read(_ content: UnsafeBufferPointer<UInt8>, into row: inout TableRow, line: Int) -> Bool {
        text.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        doubt = nil
        if let bad = decoder.append(content, to: &text) {
            text.removeAll(keepingCapacity: true)
            row.problem = TableProblem(
                .fixedEncoding, offset: bad, line: line, cell: nil,
                message: "the byte at place \(bad + 1) of the record is no character in \(decoder.encoding.rawValue)")
            return false
        }
        let isPlain = text.withUnsafeBufferPointer { text in
            text.baseAddress.map { UTF8Check.skipASCII($0, 0, text.count) == text.count } ?? true
        }
        if !isPlain { starts = text.indices.filter { text[$0] & 0xC0 != 0x80 } }
        return notePoison(&row, content, line)
    }

    /// Zero bytes are no text; line ends in a record that has none are somebody's mistake about the layout.
    private func notePoison(
        _ row: inout TableRow, _ content: UnsafeBufferPointer<UInt8>, _ line: Int
    ) -> Bool {
        guard let place = text.firstIndex(where: { $0 == 0 || $0 == 0x0A || ($0 == 0x0D && !layout.hasLineEnds) })
        else {
            return true
        }
        let isNul = text[place] == 0
        // In 8-bit text the first such character is the first such byte; elsewhere the record will do.
        let offset = decoder.encoding.unit == 1 ? content.firstIndex(of: text[place]) ?? 0 : 0
        row.problem = TableProblem(
            isNul ? .fixedNul : .fixedLineEnd, offset: offset, line: line, cell: nil,
            message: isNul ? "a zero byte stands in the record" : "a line end stands in the record")
        return false
    }

    /// Cuts the text last read into the cells of `row`.
    mutating func cut(into row: inout TableRow) {
        for column in layout.columns { append(column.place, to: &row) }
        guard let segments = layout.segments else { return }
        for number in 0..<segments.most {
            let start = segments.start + number * segments.length
            for column in segments.columns { append(FixedAssembly.moved(column.place, by: start), to: &row) }
        }
        guard let type = segments.type, !segments.types.isEmpty else { return }
        let found = sorted(segments, type)
        for index in segments.types.indices {
            for column in segments.columns {
                guard let start = found[index] else {
                    row.append([])
                    continue
                }
                append(FixedAssembly.moved(column.place, by: start), to: &row)
            }
        }
    }

    private static func moved(_ place: Range<Int>, by start: Int) -> Range<Int> {
        place.lowerBound + start..<place.upperBound + start
    }

    /// Where the first segment of each type starts.
    private mutating func sorted(_ segments: FixedSegments, _ type: Range<Int>) -> [Int?] {
        var found: [Int?] = segments.types.map { _ in nil }
        for number in 0..<segments.most {
            let start = segments.start + number * segments.length
            guard !bytes(start..<start + segments.length).isEmpty else { continue }
            let code = bytes(FixedAssembly.moved(type, by: start))
            guard let index = segments.types.firstIndex(where: { code.elementsEqual($0.code.utf8) }) else {
                doubt = doubt ?? "\(segments.name) \(number + 1) has a type that the layout does not name"
                continue
            }
            if found[index] == nil {
                found[index] = start
            } else {
                doubt =
                    doubt ?? "\(segments.name) \(number + 1) is another one of type '\(segments.types[index].name)'; "
                    + "the first one is taken"
            }
        }
        return found
    }

    private func append(_ place: Range<Int>, to row: inout TableRow) { row.append(bytes(place)) }

    /// What stands at `place`, without the blanks around it; nothing behind the record's end.
    private func bytes(_ place: Range<Int>) -> ArraySlice<UInt8> {
        var from = offset(place.lowerBound)
        var end = offset(place.upperBound)
        while from < end, text[from] == 0x20 { from += 1 }
        while from < end, text[end - 1] == 0x20 { end -= 1 }
        return text[from..<end]
    }

    private func offset(_ character: Int) -> Int {
        if starts.isEmpty { return min(character, text.count) }
        return character < starts.count ? starts[character] : text.count
    }
}
