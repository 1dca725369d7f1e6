import Exchange
import Formats

/// Values of one segment, each with its place. What cannot be read is a finding, and no value.
struct EDISegmentReading {
    let segment: EDISegment
    private let subject: String?

    init(_ segment: EDISegment, subject: String?) {
        self.segment = segment
        self.subject = subject
    }

    func text(_ element: Int, _ component: Int = 1) -> Sited<String> {
        Sited(segment[element, component], segment.number, segment.position(element, component))
    }

    /// nil where nothing is written, or no number: then with a finding of this severity.
    func number(
        _ element: Int, _ component: Int, _ findings: inout [Finding], severity: Severity = .error
    ) -> Sited<Decimal>? {
        guard let read = segment.decimal(element, component) else { return nil }
        let place = segment.position(element, component)
        switch read {
        case .success(let value): return Sited(value, segment.number, place)
        case .failure(let problem):
            let shown = segment[element, component].prefix(20)
            findings.append(
                Finding(
                    severity, .ediNumber, place,
                    "\(segment.tag)+\(segment[1, 1]) in segment \(segment.number): '\(shown)' \(problem.words)",
                    subject: subject))
            return nil
        }
    }

    func finding(_ severity: Severity, _ code: Code, _ element: Int, _ component: Int, _ message: String) -> Finding {
        Finding(severity, code, segment.position(element, component), message, subject: subject)
    }
}
