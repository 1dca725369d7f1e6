import Exchange
import Formats

/// Judges ORDRSP messages: what it says of each line, in words.
final class EDIResponseJudge: EDIJudge {
    let types: Set<String> = ["ORDRSP"]
    let carriesMoney = false
    private let lists: EDILists
    /// Told of each response that is delivered.
    var onResponse: ((EDIResponse) -> Void)?

    init(_ lists: EDILists = EDILists()) { self.lists = lists }

    func judge(_ message: EDIMessage, _ report: Report) throws(Fault) -> EDIVerdict {
        let (response, unread) = EDIResponseReading.read(message)
        let findings = unread + check(response, message.position)
        for finding in findings { report.add(finding) }
        if findings.contains(where: { $0.severity == .error }) { return .rejected }
        onResponse?(response)
        return EDIVerdict(fate: .deliver)
    }

    func money(_ message: EDIMessage) -> Money? { nil }

    func check(_ response: EDIResponse, _ place: Position) -> [Finding] {
        var found: [Finding] = []
        let subject = response.number?.value
        func say(_ severity: Severity, _ code: Code, _ place: Position, _ message: String) {
            found.append(Finding(severity, code, place, message, subject: subject))
        }
        if !response.days.contains(where: { $0.qualifier == "137" }) {
            say(.warning, .ediDate, place.at("DTM"), "The response says no date of its own (DTM 137) that exists.")
        }
        for line in response.lines {
            let name =
                line.item.number.isEmpty
                ? "The line of segment \(line.item.segment)" : "Line \(line.item.number.prefix(10))"
            if line.item.orderLine == nil {
                say(.warning, .ediLineReference, line.item.position, "\(name) names no line of an order.")
            } else if let standing = lists.standing(line.item), standing == "unknown",
                let reference = line.item.orderLine
            {
                say(
                    lists.severity, .ediListOrderLine, reference.value.position,
                    "\(name): the order line \(reference.value.value.prefix(40)) is not in the list.")
            }
            if line.statuses.isEmpty, EDIStatus.action(line.item.action) == nil {
                say(.warning, .ediStatusUnknown, line.item.position, "\(name): no status is said.")
            }
            for identifier in line.item.identifiers where identifier.isSound == false {
                say(
                    .warning, .ediIdentifier, identifier.text.position,
                    "\(name): the check digit of \(identifier.kind.rawValue.uppercased()) \(identifier.plain) is wrong."
                )
            }
        }
        for finding in EDIStatusCheck(response).findings { found.append(finding) }
        let has = Decimal(whole: response.lines.count)
        if let said = response.counts.first(where: { $0.qualifier == "2" })?.quantity, said.value != has {
            say(
                .warning, .ediCount, said.position,
                "The message says it has \(said.value) lines (\(said.place)), and has \(response.lines.count).")
        }
        return found
    }
}
