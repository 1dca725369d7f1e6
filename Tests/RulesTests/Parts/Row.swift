import Exchange
import Rules

/// A row by the names of its columns, and what rules make of it.
struct Row {
    static let today = CivilDate(daysSince1970: 20_778)

    private let names: [String]
    private let texts: [[UInt8]]

    init(_ cells: KeyValuePairs<String, String>) {
        names = cells.map(\.key)
        texts = cells.map { Array($0.value.utf8) }
    }

    init(_ cells: [(String, [UInt8])]) {
        names = cells.map(\.0)
        texts = cells.map(\.1)
    }

    /// The value; `-` where it is blank; code and words of a problem.
    func value(_ rule: ValueRule?, today: CivilDate = Row.today, codes: NewCodes = NewCodes()) -> String {
        guard let rule else { return "no rule" }
        var bytes = Array("before".utf8)
        let compiled = rule.compiled { name in names.firstIndex(of: name) }
        let outcome = withCells { compiled.evaluate($0, today: today, codes: codes, into: &bytes) }
        let made = bytes.dropFirst(6)
        guard bytes.starts(with: "before".utf8) else { return "what stood there is lost" }
        switch outcome {
        case .value: return String(decoding: made, as: UTF8.self)
        case .blank: return made.isEmpty ? "-" : "something is left"
        case .problem(let problem): return made.isEmpty ? "\(problem.code): \(problem.words)" : "something is left"
        }
    }

    func holds(_ condition: Condition?, today: CivilDate = Row.today) -> Bool? {
        guard let compiled = condition?.compiled({ names.firstIndex(of: $0) }) else { return nil }
        return withCells { compiled.holds($0, today: today) }
    }

    func withCells<Answer>(_ body: (RuleCells) -> Answer) -> Answer {
        var (text, ranges): ([UInt8], [Range<Int>]) = ([], [])
        for cell in texts {
            ranges.append(text.count..<text.count + cell.count)
            text += cell + [0x2C]
        }
        return text.withUnsafeBufferPointer { text in
            ranges.withUnsafeBufferPointer { ranges in body(RuleCells(text: text, ranges: ranges)) }
        }
    }
}
