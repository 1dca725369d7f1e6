import Exchange

/// Holds messages against the directory: which segments, where and how often; and the values in them.
final class EDIStructure {
    private let values = EDIValues()
    private var walks: [String: EDIWalk] = [:]

    func check(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        guard let type = message.type, !type.name.isEmpty else { return }
        guard let spec = EDIDirectory.message(type) else {
            checkService(message, voice, report)
            return voice.say(
                .ediTypeUnknown, message[0].position(2, path: "UNH/S009"), report,
                "The structure of \(type) is not known here; only the envelope of message \(message.number) was checked.")
        }
        if walks[spec.name] == nil { walks[spec.name] = EDIWalk(spec) }
        walks[spec.name]?.check(message, voice, report)
        values.check(message, voice, report)
    }

    func checkElements(_ segment: EDISegment, _ voice: EDIVoice, _ report: Report) {
        values.check(segment.storage, segment.number - 1, voice, report) { element, component, path in
            segment.position(element, component, path: path)
        }
    }

    /// UNH and UNT of a message that is not known otherwise.
    private func checkService(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        checkElements(message[0], voice, report)
        if message.isWhole { checkElements(message[message.count - 1], voice, report) }
    }
}
