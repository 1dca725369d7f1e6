import Exchange
import Rules

/// What a row says about one business object, as far as it must be held against other rows about the same.
protocol SettledAnswer {
    init(_ frame: RecordFrame)
    /// The names it is known by, the surest first; each is compared with its like only.
    var names: [String?] { get }
    /// Whether it can be about the same object as one that shares a name with it.
    func mayBeOne(with other: Self) -> Bool
    /// The fields in which two of them differ in what matters, as the profile calls them.
    func differences(from other: Self) -> [String]
    /// What findings call it.
    var subject: String { get }
}

/// Decides on rows about one and the same object, of all files of a run: those that agree become one, those that do not
/// are all kept back.
struct AnswerSettling<Answer: SettledAnswer> {
    /// How it is said: the code of doubled rows, that of contradictions, and what they are about (`this invoice`).
    struct Words {
        let doubled: Code
        let contradiction: Code
        let object: String
    }

    private let words: Words
    private let spool: FrameSpool
    private let shape: RecordShape
    private let names: [String]
    private let report: Report
    private(set) var heads: [AnswerHead]
    private(set) var frame: RecordFrame

    /// `names`: the arrivals'.
    init(
        _ heads: [AnswerHead], _ shape: RecordShape, _ spool: FrameSpool, _ names: [String], _ words: Words,
        _ report: Report
    ) {
        self.heads = heads
        self.shape = shape
        self.words = words
        frame = RecordFrame(shape)
        self.spool = spool
        self.names = names
        self.report = report
    }

    /// `names`: how many names an answer can have.
    mutating func settle(names: Int) throws(Fault) {
        // One without the surest name may be about an object that another one names by it.
        for name in 0..<names { try groups(name) }
    }

    /// Loads it into `frame` as well.
    mutating func answer(_ row: Int) throws(Fault) -> Answer {
        try spool.load(heads[row].place, into: &frame)
        return Answer(frame)
    }

    /// Rows are told apart by a hash, which only says who must be compared.
    private mutating func groups(_ name: Int) throws(Fault) {
        var index: [(hash: Int, row: Int)] = []
        for row in heads.indices where heads[row].fate == .accepted {
            if let key = try answer(row).names[name] { index.append((key.hashValue, row)) }
        }
        index.sort { ($0.hash, $0.row) < ($1.hash, $1.row) }
        var groups: [[Int]] = []
        var start = 0
        while start < index.count {
            var end = start + 1
            while end < index.count, index[end].hash == index[start].hash { end += 1 }
            if end - start > 1 { groups.append(index[start..<end].map(\.row)) }
            start = end
        }
        // Hashes differ from run to run; findings must not.
        for rows in groups.sorted(by: { $0[0] < $1[0] }) { try settle(rows, name) }
    }

    private mutating func settle(_ rows: [Int], _ name: Int) throws(Fault) {
        var rest: [(row: Int, answer: Answer)] = []
        for row in rows { rest.append((row, try answer(row))) }
        // Where each has the surest name, that has decided already.
        if name > 0, !rest.contains(where: { $0.answer.names[0] == nil }) { return }
        while let first = rest.first {
            let same = rest.filter {
                $0.answer.names[name] == first.answer.names[name] && $0.answer.mayBeOne(with: first.answer)
            }
            rest.removeAll { other in same.contains { $0.row == other.row } }
            if same.count > 1 { decide(same) }
        }
    }

    private mutating func decide(_ same: [(row: Int, answer: Answer)]) {
        let differing = Set(same.dropFirst().flatMap { $0.answer.differences(from: same[0].answer) })
        for (row, answer) in same.dropFirst(differing.isEmpty ? 1 : 0) {
            if differing.isEmpty {
                heads[row].fate = .merged
                let first = place(same[0].row, besides: row)
                say(.note, words.doubled, row, answer, "The same about \(words.object) stands \(first).")
            } else {
                heads[row].fate = .rejected
                let others = same.prefix(6).filter { $0.row != row }.map { place($0.row, besides: row) }
                let names = shape.fields.map { $0.name }.filter { differing.contains($0) }.joined(separator: ", ")
                say(
                    .error, words.contradiction, row, answer,
                    "Something else about \(words.object) stands \(others.joined(separator: " and ")); they differ in: \(names)."
                )
            }
        }
    }

    private func place(_ row: Int, besides other: Int) -> String {
        let line = "in line \(heads[row].line)"
        if heads[row].file == heads[other].file { return line }
        return "\(line) of \(PlacePath.readable(names[Int(heads[row].file)]))"
    }

    private func say(_ severity: Severity, _ code: Code, _ row: Int, _ answer: Answer, _ message: String) {
        report.file = PlacePath.readable(names[Int(heads[row].file)])
        report.add(Finding(severity, code, heads[row].position, message, subject: answer.subject))
        report.file = nil
    }
}
