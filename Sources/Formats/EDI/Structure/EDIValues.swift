import Exchange

/// Holds the values of segments against the directory: what must be there, how long it may be, what may be in it.
enum EDIValues {
    static func check(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        for flaw in flaws(message.storage) { tell(flaw, message[flaw.segment], voice, report) }
    }

    /// Numbers alone, in what stands between UNH and UNT.
    static func checkNumbers(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        let inside = 1..<max(1, message.count - 1)
        for flaw in flaws(message.storage) where flaw.kind.isNumber && inside.contains(flaw.segment) {
            tell(flaw, message[flaw.segment], voice, report)
        }
    }

    /// A segment of the envelope.
    static func check(_ segment: EDISegment, _ voice: EDIVoice, _ report: Report) {
        for flaw in flaws(segment.storage) where flaw.segment == segment.number - 1 {
            tell(flaw, segment, voice, report)
        }
    }

    private static func flaws(_ storage: EDIStorage) -> [EDIFlaw] {
        let table = EDIDirectory.segments
        var scan = EDIValueScan(storage)
        table.segments.withUnsafeBufferPointer { segments in
            table.elements.withUnsafeBufferPointer { elements in
                table.values.withUnsafeBufferPointer { values in
                    table.slots.withUnsafeBufferPointer { slots in
                        scan.run(
                            EDIValueScan.Book(segments: segments, elements: elements, values: values, slots: slots))
                    }
                }
            }
        }
        return scan.flaws
    }

    private static func tell(_ flaw: EDIFlaw, _ segment: EDISegment, _ voice: EDIVoice, _ report: Report) {
        let path = flaw.kind.isExtra ? "\(segment.tag)" : "\(segment.tag)/\(flaw.code)"
        let position = segment.position(flaw.element, flaw.component, path: path)
        switch flaw.kind {
        case .missing:
            voice.say(.ediElementMissing, position, report, "\(path) is empty, and the standard requires it.")
        case .extra:
            voice.say(.ediElementExtra, position, report, "\(path) has more values than the standard knows.")
        case .long(let count, let most):
            voice.say(
                .ediElementLong, position, report, "\(path) has \(count) characters; the standard allows \(most).")
        case .short(let count, let least):
            voice.say(.ediElementShort, position, report, "\(path) has \(count) characters; the standard has \(least).")
        case .letters:
            voice.say(.ediElementKind, position, report, "\(path) has something other than letters.")
        case .number(let why) where flaw.code == "0017" || flaw.code == "0019":
            // When an interchange was prepared is believed by nobody: vendors write what they like.
            voice.say(.ediElementKind, position, report, "\(path) is no date or time: \(why).")
        case .number(let why):
            voice.say(.ediElementNumber, position, report, "\(path) is no number: \(why).")
        }
    }
}
