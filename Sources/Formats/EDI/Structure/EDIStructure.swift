import Exchange

/// Holds messages against the directory: which segments, where and how often; and the values in them.
struct EDIStructure {
    func check(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        guard let type = message.type, !type.name.isEmpty else { return }
        guard let spec = EDIDirectory.message(type) else {
            checkService(message, type, voice, report)
            return voice.say(
                .ediTypeUnknown, message[0].position(2, path: "UNH/S009"), report,
                "The structure of \(type) is not known here; only the envelope and the numbers of message \(message.number) were checked."
            )
        }
        let remarks = EDIWalk.walk(spec, message.storage)
        if !remarks.isEmpty {
            let remarking = EDIRemarking(message: message, spec: spec, voice: voice, report: report)
            for remark in remarks { remarking.tell(remark) }
        }
        EDIValues.check(message, voice, report)
    }

    func checkElements(_ segment: EDISegment, _ voice: EDIVoice, _ report: Report) {
        EDIValues.check(segment, voice, report)
    }

    /// UNH and UNT of a message that is not known otherwise. What is a number in one directory of the United Nations is one
    /// in all; lengths and orders change.
    private func checkService(_ message: EDIMessage, _ type: EDIMessageType, _ voice: EDIVoice, _ report: Report) {
        if type.agency == "UN" { EDIValues.checkNumbers(message, voice, report) }
        checkElements(message[0], voice, report)
        if message.isWhole { checkElements(message[message.count - 1], voice, report) }
    }
}
