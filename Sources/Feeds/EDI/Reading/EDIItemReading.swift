import Exchange
import Formats

extension EDIItem {
    init(_ reading: EDISegmentReading) {
        let segment = reading.segment
        self.init(
            segment: segment.number, position: segment.position(), number: segment[1], action: segment[2])
        let text = reading.text(3, 1)
        if !text.value.isEmpty { identifiers.append(EDIIdentifier(text, segment[3, 2])) }
    }

    private init(segment: Int, position: Position, number: String, action: String) {
        self.segment = segment
        self.position = position
        self.number = number
        self.action = action
    }

    /// Takes a segment behind LIN, where it says something of the thing or its order.
    mutating func take(_ reading: EDISegmentReading, _ findings: inout [Finding]) {
        let segment = reading.segment
        switch segment.tag {
        case "PIA": takeIdentifiers(reading)
        case "IMD": takeText(segment)
        case "QTY":
            if let number = reading.number(1, 2, &findings) {
                quantities.append(EDIQuantity(qualifier: segment[1, 1], quantity: number))
            }
        case "PRI":
            if let number = reading.number(1, 2, &findings, severity: .warning) {
                prices.append(EDIPrice(qualifier: segment[1, 1], price: number, kind: segment[1, 4]))
            }
        case "DTM": if let day = EDIDayReading.day(reading, &findings) { days.append(day) }
        case "RFF": references.append(EDIReference(qualifier: segment[1, 1], value: reading.text(1, 2)))
        case "GIR": takeCopy(reading)
        default: break
        }
    }

    private mutating func takeIdentifiers(_ reading: EDISegmentReading) {
        for element in 2...max(2, min(6, reading.segment.count)) {
            let text = reading.text(element)
            guard !text.value.isEmpty else { continue }
            identifiers.append(EDIIdentifier(text, reading.segment[element, 2]))
        }
    }

    /// Texts are cut at 35 characters in the middle of words, in two components or in IMD that repeat: nothing goes between.
    private mutating func takeText(_ segment: EDISegment) {
        let code = segment[2].isEmpty ? segment[3, 1] : segment[2]
        let text = segment[3, 4] + segment[3, 5]
        if text.isEmpty { return }
        if let last = texts.indices.last, texts[last].code == code {
            texts[last].text += text
        } else {
            texts.append(EDIText(code: code, text: text))
        }
    }

    /// More than five facts of one copy stand in another GIR with its number.
    private mutating func takeCopy(_ reading: EDISegmentReading) {
        let segment = reading.segment
        let number = segment[1]
        var fields: [EDIReference] = []
        for element in 2...max(2, min(6, segment.count)) where !segment.isEmpty(element) {
            fields.append(EDIReference(qualifier: segment[element, 2], value: reading.text(element)))
        }
        if let at = copies.firstIndex(where: { $0.number == number && !number.isEmpty }) {
            copies[at].fields += fields
        } else {
            copies.append(EDICopy(number: number, fields: fields))
        }
    }
}

extension EDIParty {
    init(_ reading: EDISegmentReading) {
        let segment = reading.segment
        let names = (3...4).flatMap { element in (1...5).map { segment[element, $0] } }
        self.init(
            role: segment[1], code: reading.text(2), agency: segment[2, 3],
            name: names.first { !$0.isEmpty } ?? "")
    }
}
