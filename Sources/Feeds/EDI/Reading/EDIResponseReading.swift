import Exchange
import Formats

/// ORDRSP to a response.
struct EDIResponseReading {
    private(set) var response = EDIResponse()
    private(set) var findings: [Finding] = []
    private var line: EDIResponseLine?
    private var isOver = false

    static func read(_ message: EDIMessage) -> (response: EDIResponse, findings: [Finding]) {
        var reading = EDIResponseReading()
        for index in message.indices { reading.take(message[index]) }
        reading.close()
        return (reading.response, reading.findings)
    }

    private mutating func take(_ segment: EDISegment) {
        let reading = EDISegmentReading(segment, subject: response.number?.value)
        switch segment.tag {
        case "LIN":
            close()
            line = EDIResponseLine(item: EDIItem(reading))
        case "UNS":
            close()
            isOver = true
        case "CNT":
            if let count = reading.number(1, 2, &findings, severity: .warning) {
                response.counts.append(EDIQuantity(qualifier: segment[1, 1], quantity: count))
            }
        case "FTX" where line != nil: line?.statuses += EDIResponseReading.statuses(reading)
        default:
            if line != nil { line?.item.take(reading, &findings) } else if !isOver { takeHeader(reading) }
        }
    }

    private mutating func takeHeader(_ reading: EDISegmentReading) {
        let segment = reading.segment
        switch segment.tag {
        case "BGM":
            response.code = segment[1, 1]
            response.number = segment.isEmpty(2) ? nil : reading.text(2)
            response.function = segment[3]
        case "DTM": if let day = EDIDayReading.day(reading, &findings) { response.days.append(day) }
        case "NAD": response.parties.append(EDIParty(reading))
        case "RFF": response.references.append(EDIReference(qualifier: segment[1, 1], value: reading.text(1, 2)))
        default: break
        }
    }

    /// The code stands in the third element, or the fourth: it is known by the list behind it.
    private static func statuses(_ reading: EDISegmentReading) -> [EDIStatus] {
        let segment = reading.segment
        var found: [EDIStatus] = []
        for element in 2...max(2, min(5, segment.count)) {
            let list = segment[element, 2]
            if ["8B", "7B", "12B", "1B", "10B"].contains(list), !segment.isEmpty(element) {
                found.append(EDIStatus(code: reading.text(element), list: list))
            }
        }
        return found
    }

    private mutating func close() {
        if let line { response.lines.append(line) }
        line = nil
    }
}
