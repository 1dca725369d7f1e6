import Exchange

/// The protocol `tsv`: columns between tabs, the names first, one line a record in both directions. Tab, line end and
/// backslash within a value are written `\t`, `\n`, `\r`, `\\`; a `!` in front is `\!`, and a record of nothing but one
/// blank value is `\e`, so that a program that repeats its input changes nothing.
struct TabTalk: OutsideTalk {
    private var columns: [String] = []
    private var fields = OutsideFields([])
    /// The columns of the answers, once the program has named them.
    private var answers: [String]?

    mutating func hello(_ columns: [String], adds: [String], _ facts: RunFacts) -> [UInt8] {
        self.columns = columns
        fields = OutsideFields(columns + adds)
        return TabTalk.line(columns)
    }

    mutating func line(_ record: FieldRecord, number: Int) throws(OutsideProblem) -> [UInt8] {
        if record.fields.count == columns.count, zip(record.fields, columns).allSatisfy({ $0.name == $1 }) {
            return TabTalk.line(record.fields.map(\.value))
        }
        var rest = record.fields
        var cells: [String] = []
        for column in columns {
            let place = rest.firstIndex { $0.name == column }
            cells.append(place.map { rest.remove(at: $0).value } ?? "")
        }
        if let more = rest.first { throw .field(more.name) }
        return TabTalk.line(cells)
    }

    mutating func answer(_ line: [UInt8], number: Int?) throws(OutsideProblem) -> OutsideReply? {
        var line = line[...]
        if line.last == 13 { line.removeLast() }
        guard let answers else {
            try take(header: try TabTalk.cells(line))
            return nil
        }
        if line.isEmpty { return .records([]) }
        if line.first == UInt8(ascii: "!") {
            return .rejected(String(decoding: line.dropFirst(), as: UTF8.self))
        }
        let cells = try TabTalk.cells(line)
        guard cells.count == answers.count else {
            throw OutsideProblem("has \(cells.count) values, but its first line named \(answers.count) columns")
        }
        return .records([FieldRecord(zip(answers, cells).map { (name: $0, value: $1) })])
    }

    private mutating func take(header: [String]) throws(OutsideProblem) {
        if let name = header.first(where: { !fields.holds($0) }) { throw .field(name) }
        answers = header
    }

    private static func line(_ cells: [String]) -> [UInt8] {
        if cells == [""] { return Array("\\e\n".utf8) }
        var line: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(9) }
            for byte in cell.utf8 {
                if let letter = letter(byte) {
                    line.append(UInt8(ascii: "\\"))
                    line.append(letter)
                } else {
                    line.append(byte)
                }
            }
        }
        if line.first == UInt8(ascii: "!") { line.insert(UInt8(ascii: "\\"), at: 0) }
        line.append(10)
        return line
    }

    private static func letter(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 9: UInt8(ascii: "t")
        case 10: UInt8(ascii: "n")
        case 13: UInt8(ascii: "r")
        case UInt8(ascii: "\\"): byte
        default: nil
        }
    }

    private static func cells(_ line: ArraySlice<UInt8>) throws(OutsideProblem) -> [String] {
        try line.split(separator: 9, omittingEmptySubsequences: false).map { cell throws(OutsideProblem) in
            let bytes = cell.contains(UInt8(ascii: "\\")) ? try unescaped(cell) : Array(cell)
            guard let text = String(validating: bytes, as: UTF8.self) else { throw OutsideProblem("is not UTF-8") }
            return text
        }
    }

    private static func unescaped(_ cell: ArraySlice<UInt8>) throws(OutsideProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var isEscape = false
        for byte in cell {
            if !isEscape {
                if byte == UInt8(ascii: "\\") { isEscape = true } else { bytes.append(byte) }
                continue
            }
            isEscape = false
            switch byte {
            case UInt8(ascii: "t"): bytes.append(9)
            case UInt8(ascii: "n"): bytes.append(10)
            case UInt8(ascii: "r"): bytes.append(13)
            case UInt8(ascii: "\\"), UInt8(ascii: "!"): bytes.append(byte)
            case UInt8(ascii: "e"): break
            default: throw OutsideProblem("has a backslash that is no \\t, \\n, \\r, \\\\, \\! or \\e")
            }
        }
        if isEscape { throw OutsideProblem("ends in a single backslash") }
        return bytes
    }
}
