import Exchange

/// Interchanges and groups: their beginnings and ends, held against each other.
extension EDIEnvelope {
    mutating func beginInterchange(
        _ cut: EDICut, _ separators: EDISeparators, _ report: Report, _ emit: Emit
    ) throws(Fault) -> Demand {
        counts.interchanges += 1
        voice.restart()
        (groups, messages, bare, messagesInGroup) = (0, 0, 0, 0)
        references.restart()
        let begun = EDIInterchange(
            counts.interchanges, service(cut, separators), advice: advice?.bytes ?? [],
            start: advice?.place.start ?? cut.start, separators: separators)
        interchange = begun
        group = nil
        advice = nil
        check(begun, report)
        return try emit(.interchange(begun), place(cut, begun))
    }

    /// An interchange begins with its UNA.
    private func place(_ cut: EDICut, _ begun: EDIInterchange) -> Position {
        let breaks = begun.raw.prefix(cut.start - begun.start).count { $0 == 0x0A }
        return Position(record: counts.messages, byte: begun.start, line: cut.line - breaks)
    }

    private mutating func check(_ begun: EDIInterchange, _ report: Report) {
        structure?.checkElements(begun.header, voice, report)
        if !["", "1", "2", "3", "4"].contains(begun.version) {
            voice.say(
                .ediInterchangeVersion, begun.header.position(1, 2, path: "UNB/0002"), report,
                "UNB names the version '\(begun.version.prefix(5))' of the syntax, which does not exist.")
        }
        if EDICharset.declared(by: begun.syntax) == nil {
            voice.say(
                .ediCharsetUnknown, begun.header.position(1, 1, path: "UNB/0001"), report,
                "UNB names the character set '\(begun.syntax.prefix(8))', which is not known here.")
        }
        let name = Array("\(begun.sender)\u{1F}\(begun.reference)".utf8)
        if !begun.reference.isEmpty, !interchangeReferences.insert(name, limit: limits.references) {
            voice.say(
                .ediInterchangeRepeated, begun.header.position(5, path: "UNB/0020"), report,
                "Another interchange of this sender with the reference '\(begun.reference)' came before in this file.")
        }
    }

    mutating func beginGroup(
        _ cut: EDICut, _ separators: EDISeparators, _ report: Report, _ emit: Emit
    ) throws(Fault) -> Demand {
        guard interchange != nil else {
            counts.lost += cut.bytes.count
            voice.say(.ediSegmentStray, position(cut), report, "The segment UNG stands outside of every interchange.")
            return .more
        }
        counts.groups += 1
        groups += 1
        messagesInGroup = 0
        let begun = EDIGroup(service(cut, separators))
        group = begun
        structure?.checkElements(begun.header, voice, report)
        return try emit(.group(begun), position(cut))
    }

    mutating func endGroup(
        _ cut: EDICut, _ separators: EDISeparators, _ report: Report, _ emit: Emit
    ) throws(Fault) -> Demand {
        guard let begun = group else { return .more }
        group = nil
        let trailer = service(cut, separators)
        structure?.checkElements(trailer, voice, report)
        if trailer.isWrong(1, messagesInGroup) {
            voice.say(
                .ediGroupCount, trailer.position(1, path: "UNE/0060"), report,
                "UNE says \(trailer.said(1)) messages, and the group has \(messagesInGroup).")
        }
        if trailer.bytes(2) != begun.header.bytes(5) {
            voice.say(
                .ediGroupReference, trailer.position(2, path: "UNE/0048"), report,
                "UNE has the reference '\(trailer.said(2))', and UNG '\(begun.header.said(5))'.")
        }
        let ending = EDIEnding(trailer: trailer, messages: messagesInGroup, groups: 0)
        return try emit(.groupEnd(ending), position(cut))
    }

    mutating func endInterchange(
        _ cut: EDICut, _ separators: EDISeparators, _ report: Report, _ emit: Emit
    ) throws(Fault) -> Demand {
        guard let begun = interchange else { return .more }
        interchange = nil
        let trailer = service(cut, separators)
        structure?.checkElements(trailer, voice, report)
        checkCounts(trailer, report)
        if trailer.bytes(2) != begun.header.bytes(5) {
            voice.say(
                .ediInterchangeReference, trailer.position(2, path: "UNZ/0020"), report,
                "UNZ has the reference '\(trailer.said(2))', and UNB '\(begun.header.said(5))'.")
        }
        let ending = EDIEnding(trailer: trailer, messages: messages, groups: groups)
        return try emit(.interchangeEnd(ending), position(cut))
    }

    private func checkCounts(_ trailer: EDISegment, _ report: Report) {
        let counted = groups > 0 ? groups : messages
        let noun = groups > 0 ? "groups" : "messages"
        if trailer.isWrong(1, counted) {
            voice.say(
                .ediInterchangeCount, trailer.position(1, path: "UNZ/0036"), report,
                "UNZ says \(trailer.said(1)) \(noun), and the interchange has \(counted).")
        }
        if messages == 0 {
            voice.say(.ediInterchangeEmpty, trailer.position(), report, "The interchange has no message.")
        }
        if groups > 0, bare > 0 {
            voice.say(
                .ediGroupMixed, trailer.position(), report,
                "The interchange has \(Exchange.counted(groups, "group")) and \(Exchange.counted(bare, "message")) outside of groups."
            )
        }
    }

    /// UNH and UNT, held against each other and against what stands between.
    mutating func checkMessage(_ ended: EDIMessage, _ report: Report) {
        let header = ended[0]
        let trailer = ended[ended.count - 1]
        if trailer.isWrong(1, ended.count) {
            voice.say(
                .ediMessageCount, trailer.position(1, path: "UNT/0074"), report,
                "UNT says \(trailer.said(1)) segments, and the message has \(ended.count).")
        }
        if trailer.bytes(2) != header.bytes(1) {
            voice.say(
                .ediMessageReference, trailer.position(2, path: "UNT/0062"), report,
                "UNT has the reference '\(trailer.said(2))', and UNH '\(header.said(1))'.")
        }
        let reference = header.bytes(1)
        if interchange != nil, !reference.isEmpty, !references.insert(reference, limit: limits.references) {
            voice.say(
                .ediMessageRepeated, header.position(1, path: "UNH/0062"), report,
                "Another message of this interchange has the reference '\(header.said(1))'.")
        }
        let names = (1...4).map { header[2, $0] }
        if names[1] == "0" || names.contains(where: { $0.contains(" ") }) {
            voice.say(
                .ediMessageVersion, header.position(2, 2, path: "UNH/S009"), report,
                "UNH calls the message '\(names.joined(separator: ":").prefix(40))'; it was read as \(EDIMessageType(header))."
            )
        }
    }

    /// A segment of the envelope, with memory of its own.
    private func service(_ cut: EDICut, _ separators: EDISeparators) -> EDISegment {
        let storage = EDIStorage()
        storage.restart(separators)
        storage.append(cut)
        storage.charset = EDICharsetCheck.guess(storage.bytes)
        return EDISegment(storage: storage, number: 1, origin: cut.start, messageNumber: counts.messages)
    }
}

extension EDISegment {
    /// Whether the number said there is not `counted`.
    fileprivate func isWrong(_ element: Int, _ counted: Int) -> Bool { Int(self[element]) != counted }

    /// What is said there, for a sentence.
    fileprivate func said(_ element: Int) -> String {
        let text = self[element]
        return text.isEmpty ? "nothing" : String(text.prefix(20))
    }
}
