import Exchange

/// Writes interchanges again without some of their messages: UNA, UNB, UNG and the messages that are kept byte for byte, UNE
/// and UNZ with the counts that are true now and the references of their beginnings.
///
/// Hand it every event of a file in order. What keeps no message is left out, interchange and group alike, and so is what
/// belongs to no message. A message outside of every interchange is not written.
package struct EDIRewriter {
    private let sink: any ByteSink
    private var interchange: EDIInterchange?
    private var group: EDIGroup?
    private var hasHeader = false
    private var hasGroupHeader = false
    private var groups = 0
    private var messages = 0
    private var messagesInGroup = 0
    /// Messages written so far, in all interchanges.
    package private(set) var kept = 0
    /// Interchanges written so far.
    package private(set) var interchanges = 0

    package init(to sink: any ByteSink) { self.sink = sink }

    /// `keeping` is asked of messages only.
    package mutating func take(_ event: borrowing EDIEvent, keeping: Bool = true) throws(Fault) {
        switch copy event {
        case .interchange(let begun):
            interchange = begun
            group = nil
            (hasHeader, groups, messages) = (false, 0, 0)
        case .group(let begun):
            group = begun
            (hasGroupHeader, messagesInGroup) = (false, 0)
        case .message(let message): if keeping { try keep(message) }
        case .groupEnd(let ending): try endGroup(ending)
        case .interchangeEnd(let ending):
            try endGroup(nil)
            try end(ending)
        }
    }

    private mutating func keep(_ message: EDIMessage) throws(Fault) {
        guard let interchange else { return }
        if !hasHeader {
            try sink.write(interchange.raw)
            hasHeader = true
            interchanges += 1
        }
        if let group, !hasGroupHeader {
            try sink.write(group.raw)
            hasGroupHeader = true
            groups += 1
        }
        try sink.write(message.raw)
        kept += 1
        messages += 1
        messagesInGroup += 1
    }

    private mutating func endGroup(_ ending: EDIEnding?) throws(Fault) {
        defer { group = nil }
        guard let group, let interchange, hasGroupHeader else { return }
        hasGroupHeader = false
        try write("UNE", messagesInGroup, group.header, ending?.trailer, interchange)
    }

    private mutating func end(_ ending: EDIEnding) throws(Fault) {
        defer { interchange = nil }
        guard let interchange, hasHeader else { return }
        try write("UNZ", groups > 0 ? groups : messages, interchange.header, ending.trailer, interchange)
    }

    /// The reference is 0048 of UNG or 0020 of UNB: the fifth element of both.
    private func write(
        _ tag: String, _ count: Int, _ header: EDISegment, _ trailer: EDISegment?, _ interchange: EDIInterchange
    ) throws(Fault) {
        let separators = interchange.separators
        let writing = EDISegmentWriting(separators, .latin1, lineBreak: [])
        var bytes = Array(tag.utf8) + [separators.element] + Array("\(count)".utf8) + [separators.element]
        try writing.append(raw: header.cooked(5), tag, to: &bytes)
        bytes.append(separators.terminator)
        try sink.write(bytes + (trailer ?? interchange.header).padding)
    }
}

extension EDISegment {
    /// The bytes of an element's first component in the file's character set, without release characters.
    fileprivate func cooked(_ element: Int) -> [UInt8] {
        guard let piece = storage.piece(number - 1, element, 1) else { return [] }
        let release = storage.separators.release
        return storage.bytes.withUnsafeBufferPointer { EDIText.cooked($0, piece, release) }
    }

    /// The line break behind it.
    fileprivate var padding: [UInt8] {
        storage.bytes[storage.entries[number - 1].content...].filter { $0 == 0x0A || $0 == 0x0D }
    }
}
