import Exchange

/// A small table as people keep them beside a profile: comma, semicolon or tab, cells in quotes where they like, lines
/// that start with `#` for themselves, empty lines, any line ends. One line is one row.
struct ListFile {
    struct Row: Hashable {
        /// From 1.
        let line: Int
        /// Without the blanks around them and without their quotes.
        let cells: [String]
    }

    let rows: [Row]

    /// Lines of unclosed quotes and control characters are complained about and left out.
    init(_ file: FileBeside, _ text: [UInt8], _ complaints: inout Complaints) {
        let lines = ListFile.lines(text)
        let delimiter = ListFile.delimiter(lines.map(\.bytes))
        var rows: [Row] = []
        for (line, bytes) in lines {
            if bytes.contains(where: { $0 < 0x20 && $0 != 9 || $0 == 0x7F }) {
                complaints.add(file.mark(line), key: "", "there is an invisible control character in this line")
            } else if let cells = ListFile.cells(bytes, delimiter) {
                rows.append(Row(line: line, cells: cells))
            } else {
                complaints.add(
                    file.mark(line), key: "",
                    "a quote in this line is not closed, or something stands behind a closed one")
            }
        }
        self.rows = rows
    }

    /// With their numbers, without the empty ones and the comments.
    private static func lines(_ text: [UInt8]) -> [(line: Int, bytes: ArraySlice<UInt8>)] {
        var found: [(Int, ArraySlice<UInt8>)] = []
        var (line, at) = (1, 0)
        while at < text.count {
            let end = text[at...].firstIndex { $0 == 10 || $0 == 13 } ?? text.count
            let bytes = text[at..<end]
            if let first = bytes.first(where: { $0 != 0x20 && $0 != 9 }), first != UInt8(ascii: "#") {
                found.append((line, bytes))
            }
            at = end + (end + 1 < text.count && text[end] == 13 && text[end + 1] == 10 ? 2 : 1)
            line += 1
        }
        return found
    }

    /// The one that stands in most lines; of several, the one that comes first in the file.
    private static func delimiter(_ lines: [ArraySlice<UInt8>]) -> UInt8 {
        var counts: [(delimiter: UInt8, lines: Int)] = []
        for line in lines {
            var isQuoted = false
            var seen: Set<UInt8> = []
            for byte in line {
                if byte == 0x22 { isQuoted.toggle() }
                guard !isQuoted, byte == 0x2C || byte == 0x3B || byte == 9, seen.insert(byte).inserted else { continue }
                if let at = counts.firstIndex(where: { $0.delimiter == byte }) {
                    counts[at].lines += 1
                } else {
                    counts.append((byte, 1))
                }
            }
        }
        var best: (delimiter: UInt8, lines: Int) = (0x2C, 0)
        for count in counts where count.lines > best.lines { best = count }
        return best.delimiter
    }

    /// Nil where the quotes are wrong.
    private static func cells(_ line: ArraySlice<UInt8>, _ delimiter: UInt8) -> [String]? {
        var (cells, cell): ([String], [UInt8]) = ([], [])
        var (isQuoted, wasQuoted) = (false, false)
        var rest = line
        func finished() -> String { wasQuoted ? String(decoding: cell, as: UTF8.self) : trimmed(cell) }
        while let byte = rest.popFirst() {
            if isQuoted {
                if byte != 0x22 {
                    cell.append(byte)
                } else if rest.first == 0x22 {
                    cell.append(byte)
                    rest.removeFirst()
                } else {
                    isQuoted = false
                }
            } else if byte == delimiter {
                cells.append(finished())
                (cell, wasQuoted) = ([], false)
            } else if byte == 0x22, !wasQuoted, cell.allSatisfy({ $0 == 0x20 }) {
                (cell, isQuoted, wasQuoted) = ([], true, true)
            } else if !wasQuoted {
                cell.append(byte)
            } else if byte != 0x20 {
                return nil
            }
        }
        return isQuoted ? nil : cells + [finished()]
    }

    private static func trimmed(_ cell: [UInt8]) -> String {
        cell.withUnsafeBufferPointer { String(decoding: $0[Blanks.trimmed($0, 0..<$0.count)], as: UTF8.self) }
    }
}
