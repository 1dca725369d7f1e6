import Exchange

/// Holds the values of segments against the directory: what must be there, how long it may be, what may be in it.
struct EDIValues {
    typealias Place = (_ element: Int, _ component: Int, _ path: String) -> Position

    func check(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        for index in message.indices {
            check(message.storage, index, voice, report) { element, component, path in
                message[index].position(element, component, path: path)
            }
        }
    }

    /// Segment `index` of `storage`.
    func check(
        _ storage: EDIStorage, _ index: Int, _ voice: EDIVoice, _ report: Report, _ place: Place
    ) {
        let entry = storage.entries[index]
        guard let known = EDIDirectory.index(of: entry.tag) else { return }
        let flaws = EDIDirectory.segments.withUnsafeBufferPointer { specs in
            storage.bytes.withUnsafeBufferPointer { bytes in
                storage.pieces.withUnsafeBufferPointer { pieces in
                    EDIValueScan.flaws(
                        UnsafeBufferPointer(rebasing: pieces[entry.first..<entry.last]), bytes, specs[known], storage)
                }
            }
        }
        for flaw in flaws { tell(flaw, entry.tag, voice, report, place) }
    }

    private func tell(_ flaw: EDIFlaw, _ tag: EDITag, _ voice: EDIVoice, _ report: Report, _ place: Place) {
        let path = "\(tag)/\(flaw.code)"
        let position = place(flaw.element, flaw.component, path)
        switch flaw.kind {
        case .missing:
            voice.say(.ediElementMissing, position, report, "\(path) is empty, and the standard requires it.")
        case .extra:
            voice.say(.ediElementExtra, position, report, "\(tag) has more values than the standard knows.")
        case .long(let count, let most):
            voice.say(.ediElementLong, position, report, "\(path) has \(count) characters; the standard allows \(most).")
        case .short(let count, let least):
            voice.say(.ediElementShort, position, report, "\(path) has \(count) characters; the standard has \(least).")
        case .letters:
            voice.say(.ediElementKind, position, report, "\(path) has something other than letters.")
        case .number(let why):
            voice.say(.ediElementNumber, position, report, "\(path) is no number: \(why).")
        }
    }
}
