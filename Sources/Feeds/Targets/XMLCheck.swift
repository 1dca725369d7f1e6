import Exchange
import Formats
import Rules

/// Reads XML back by libxml2: the records, and the sums of their numbers.
final class XMLCheck {
    private let plan: TargetPlan
    private var findings: TargetFindings
    /// Numbers of paths below the record, by the path around and the name: 0 is the record itself.
    private var steps: [Int: Int] = [:]
    private var paths: [(text: String, column: (column: Int, style: NumberStyle)?)] = [("", nil)]

    init(_ plan: TargetPlan) {
        self.plan = plan
        findings = TargetFindings(plan)
    }

    func read(_ file: any StagedFile) throws(Fault) -> TargetFindings {
        let report = Report(keptPerRule: 1)
        var reading = try XMLReading(XMLCheck.local(XMLCheck.outermost(plan.layout.document)?.name ?? ""))
        findings.records = 0
        try file.eachChunk { chunk throws(Fault) in
            try reading.read(chunk, report: report) { record, position throws(Fault) in
                try self.add(record, position, file)
                return .more
            }
        }
        try reading.finish(report: report) { record, position throws(Fault) in
            try self.add(record, position, file)
            return .more
        }
        if let finding = report.findings.first { throw TargetFindings.broken(file, finding.position.line, "is no XML") }
        return findings
    }

    private func add(_ record: borrowing XMLRecord, _ position: Position, _ file: any StagedFile) throws(Fault) {
        findings.records? += 1
        var places = [0]
        for index in record.elements.indices.dropFirst() {
            let element = record.elements[index]
            let place = step(places[element.parent], element.name, record)
            places.append(place)
            guard let (column, style) = paths[place].column, !element.hasChildren else { continue }
            let text = record.bytes[record.trimmed(element.text)]
            if text.isEmpty { continue }
            guard let number = style.read(text) else {
                throw TargetFindings.broken(
                    file, element.line, "has something other than a number in <\(paths[place].text)>")
            }
            findings.add(number, to: column)
        }
    }

    private func step(_ around: Int, _ name: Int, _ record: borrowing XMLRecord) -> Int {
        let key = around << 20 | name
        if let known = steps[key] { return known }
        let local = record.names[name].local
        let text = around == 0 ? local : "\(paths[around].text)/\(local)"
        paths.append((text, plan.columns.paths[text]))
        steps[key] = paths.count - 1
        return paths.count - 1
    }

    static func outermost(_ nodes: [LayoutNode]) -> LayoutNode? {
        for node in nodes {
            if node.level == 0 { return node }
            if case .nodes(let inner) = node.content, let found = outermost(inner) { return found }
        }
        return nil
    }

    private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
}
