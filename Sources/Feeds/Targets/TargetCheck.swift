import Exchange
import Rules

/// Reads outputs back by the layout and holds them against `Tally.controls`.
package struct TargetCheck {
    private let plan: TargetPlan

    package init(_ plan: TargetPlan) { self.plan = plan }

    /// Faults where an output is not what was written, or its totals are not those of the books. `outputs` are the
    /// deliveries in the order they were opened. XML is read by libxml2, which shares nothing with what wrote it; lines and
    /// JSON by readers of their own. That is quick, and as full as it can be.
    package func check(_ outputs: [any StagedFile], _ tally: Tally, _ how: Verification) throws(Fault) {
        if let last = tally.controls.map(\.output).max(), last > outputs.count {
            throw Fault(.targetOutput, .stop, "There are \(outputs.count) files, and \(last) were written.")
        }
        let data = plan.layout.control == nil ? outputs.count : outputs.count - 1
        for (index, output) in outputs.enumerated() {
            let found = index < data ? try read(output) : try LineCheck(plan, control: true).read(output)
            let controls = tally.controls.filter { $0.output == index + 1 }
            for control in TargetCheck.joined(controls) { try hold(found, control, output) }
            if controls.isEmpty {
                throw Fault(.targetOutput, .stop, "\(output.name) is in no book: nothing says what it should hold.")
            }
        }
    }

    /// One for each name: what is read back does not show its currency.
    private static func joined(_ controls: [ControlTotal]) -> [ControlTotal] {
        var joined: [ControlTotal] = []
        for control in controls {
            guard let place = joined.firstIndex(where: { $0.name == control.name }),
                let sum = joined[place].total.plus(control.total)
            else {
                joined.append(control)
                continue
            }
            joined[place] = ControlTotal(output: control.output, name: control.name, total: sum)
        }
        return joined
    }

    private func read(_ output: any StagedFile) throws(Fault) -> TargetFindings {
        switch plan.layout.format {
        case .delimited, .fixed: try LineCheck(plan, control: false).read(output)
        case .xml: try XMLCheck(plan).read(output)
        case .json: try JSONCheck(plan).read(output)
        }
    }

    private func hold(_ found: TargetFindings, _ control: ControlTotal, _ output: any StagedFile) throws(Fault) {
        let there: Decimal?
        switch control.name {
        case "records": there = found.records.map { Decimal(whole: $0) } ?? control.total
        case "lines": there = found.lines.map { Decimal(whole: $0) } ?? control.total
        default:
            guard let column = plan.columns.names.firstIndex(of: control.name) else { return }
            there = found.areTellable ? found.sums[column] : control.total
        }
        if there == control.total { return }
        throw Fault(
            .targetOutput, .stop,
            "\(output.name) was written with \(control.total) as '\(control.name)', and reads back with "
                + "\(there?.description ?? "a sum that is too large").",
            context: ["control": control.name])
    }
}

/// What was read back of one file.
struct TargetFindings {
    /// Nil where the layout does not show where a record begins.
    var records: Int?
    var lines: Int?
    /// Of each column; nil: too large.
    var sums: [Decimal?]
    /// Whether it can be told which kind of line each is.
    var areTellable = true

    init(_ plan: TargetPlan) { sums = Array(repeating: .zero, count: plan.columns.names.count) }

    mutating func add(_ number: Decimal, to column: Int) { sums[column] = sums[column].flatMap { $0.plus(number) } }

    static func broken(_ file: any StagedFile, _ line: Int, _ words: String) -> Fault {
        Fault(.targetOutput, .stop, "Line \(line) of \(file.name) \(words).", context: ["line": "\(line)"])
    }
}
