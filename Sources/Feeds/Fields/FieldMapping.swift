import Exchange
import Formats
import Rules

/// Rows to records of a shape with one level, by rules that are bound to a header. Dates come out as ISO 8601, amounts and
/// numbers as exact decimals in their shortest form.
final class FieldMapping {
    /// Why a row is no record: the field, and what is wrong with its value.
    struct Problem {
        let field: Int
        let problem: RuleProblem
    }

    private let rules: FieldRules
    private let compiled: [CompiledRule?]
    private let amounts: DecimalReading
    private let today: CivilDate
    private let codes: NewCodes
    private var places: [Range<Int>] = []
    private var value: [UInt8] = []

    init(_ rules: FieldRules, _ header: TableHeader, _ amounts: DecimalReading, today: CivilDate, _ codes: NewCodes) {
        self.rules = rules
        compiled = rules.rules.map { rule in rule.map { $0.compiled { header[$0] } } }
        self.amounts = amounts
        self.today = today
        self.codes = codes
    }

    /// Fills `frame`; answers every problem, in the order of the fields. A field with a problem is blank.
    func map(_ row: borrowing TableRow, into frame: inout RecordFrame) throws(Fault) -> [Problem] {
        frame.enter(0)
        places.removeAll(keepingCapacity: true)
        for cell in 0..<row.count { places.append(row.range(cell)) }
        var problems: [Problem] = []
        for (field, rule) in compiled.enumerated() {
            guard let rule else { continue }
            value.removeAll(keepingCapacity: true)
            let outcome = try evaluate(rule, row)
            switch outcome {
            case .blank:
                if rules.rules[field]?.required == true { problems.append(problem(field, "is required, and blank")) }
            case .problem(let problem): problems.append(Problem(field: field, problem: problem))
            case .value:
                if let problem = settle(field) { problems.append(problem) } else { frame.set(field, value) }
            }
        }
        return problems
    }

    private func evaluate(_ rule: CompiledRule, _ row: borrowing TableRow) throws(Fault) -> RuleOutcome {
        var outcome = RuleOutcome.blank
        try row.withText { (text: UnsafeBufferPointer<UInt8>) throws(Fault) in
            outcome = places.withUnsafeBufferPointer { places in
                rule.evaluate(RuleCells(text: text, ranges: places), today: today, codes: codes, into: &value)
            }
        }
        return outcome
    }

    /// Brings the value into the form of the field's kind.
    private func settle(_ field: Int) -> Problem? {
        switch rules.shape.fields[field].kind {
        case .text: return nil
        case .date:
            let date = value.withUnsafeBufferPointer { DateLayout.iso.date($0) }
            return date == nil
                ? problem(field, "is no date as YYYY-MM-DD; say with 'date' how it is written", .ruleDate) : nil
        case .money, .number:
            switch amounts.read(value) {
            case .success(let number):
                value = Array(number.description.utf8)
                return nil
            case .failure(let failure): return problem(field, failure.words, .fieldNumber)
            }
        }
    }

    private func problem(_ field: Int, _ words: String, _ code: Code = .fieldRequired) -> Problem {
        Problem(field: field, problem: RuleProblem(code, words, column: rules.rules[field]?.column))
    }
}
