import Exchange
import Formats

/// One message rejected in CONTRL: UCM, and UCS and UCD for each error of its syntax.
enum EDISyntaxRejection {
    static func segments(_ view: EDIView) -> [EDIPlainSegment] {
        let message = view.message
        let header = message.isEmpty || message.tag(0) != "UNH" ? nil : message[0]
        var whole = EDIPlainSegment("UCM", [[view.reference], (1...5).map { header?[2, $0] ?? "" }, ["4"]])
        if !message.isWhole { whole.elements += [["13"], ["UNT"]] }
        var segments = [whole.trimmed]
        var open = 0
        for finding in view.findings where finding.severity == .error {
            guard let error = errors[finding.rule], let spot = message.spot(atByte: finding.position.byte) else {
                continue
            }
            guard finding.rule == .ediElementNumber, spot.element > 0 else {
                // What is missing is missing behind the segment before the one where that was seen.
                let place = finding.rule == .ediSegmentMissing ? spot.segment - 1 : spot.segment
                segments.append(EDIPlainSegment("UCS", [["\(place)"], [error]]))
                open = 0
                continue
            }
            if spot.segment != open { segments.append(EDIPlainSegment("UCS", [["\(spot.segment)"]])) }
            open = spot.segment
            // The tag counts as a segment's first element.
            let place = ["\(spot.element + 1)"] + (spot.component > 0 ? ["\(spot.component)"] : [])
            segments.append(EDIPlainSegment("UCD", [[error], place]))
        }
        return segments
    }

    /// 0085 (UNSL, D.96A) of our codes, as far as they are about syntax.
    private static let errors: [Code: String] = [
        .ediSegmentMissing: "13", .ediElementNumber: "37", .ediTag: "12", .ediTruncated: "13",
    ]
}
