import Exchange

/// Writes an XML 1.0 document in UTF-8 as a stream, compact: not one byte of white space that was not asked for.
///
/// What may not stand in XML (clause 2.2) is never written: `text`, `attribute` and `element` answer false then and have
/// written nothing of it. Line ends in text survive a parser (a CR is written as a reference, clause 2.11), and so does
/// white space in attributes (clause 3.3.3). Names are the caller's own and are not checked.
package final class XMLWriter {
    let buffer: XMLBuffer
    /// `<name` stands, its `>` does not yet.
    private var isTagOpen = false
    private var wasTagOpen = false

    package init(_ sink: any ByteSink) { buffer = XMLBuffer(sink) }

    /// Bytes written so far.
    package var count: Int { buffer.count }

    package func declaration() throws(Fault) {
        try markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    }

    /// Starts an element; attributes may follow.
    package func start(_ name: StaticString) throws(Fault) {
        try closeTag()
        try put(0x3C, name)
        isTagOpen = true
    }

    /// Ends an element: `<name/>` where nothing was written in it.
    package func end(_ name: StaticString) throws(Fault) {
        guard isTagOpen else {
            try put(0x3C, 0x2F, name)
            return try byte(0x3E)
        }
        isTagOpen = false
        try byte(0x2F)
        try byte(0x3E)
    }

    /// Fixed markup or text, written as it stands: `<addresses><address>`.
    package func markup(_ text: StaticString) throws(Fault) {
        try closeTag()
        try copy(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds an attribute to the element just started.
    package func attribute(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) throws(Fault) -> Bool {
        precondition(isTagOpen, "attributes follow a start")
        guard XMLText.isPlain(value) || XMLText.firstForbidden(value) == nil else { return false }
        try put(0x20, name)
        try byte(0x3D)
        try byte(0x22)
        try XMLEscape.append(value, inAttribute: true, to: buffer)
        try byte(0x22)
        return true
    }

    /// Adds text to the element now open.
    package func text(_ text: UnsafeBufferPointer<UInt8>) throws(Fault) -> Bool {
        let isPlain = XMLText.isPlain(text)
        guard isPlain || XMLText.firstForbidden(text) == nil else { return false }
        if text.isEmpty { return true }
        try closeTag()
        try isPlain ? copy(text) : XMLEscape.append(text, inAttribute: false, to: buffer)
        return true
    }

    /// `<name>text</name>`.
    package func element(_ name: StaticString, _ text: UnsafeBufferPointer<UInt8>) throws(Fault) -> Bool {
        let isPlain = XMLText.isPlain(text)
        guard isPlain || XMLText.firstForbidden(text) == nil else { return false }
        try closeTag()
        try put(0x3C, name)
        try byte(0x3E)
        try isPlain ? copy(text) : XMLEscape.append(text, inAttribute: false, to: buffer)
        try put(0x3C, 0x2F, name)
        try byte(0x3E)
        return true
    }

    /// From here on everything can be taken back at once, until `release`. Memory grows with what is held.
    package func hold() {
        wasTagOpen = isTagOpen
        buffer.hold()
    }

    /// Keeps what was written since `hold`.
    package func release() throws(Fault) {
        buffer.release()
        try buffer.relax()
    }

    /// Takes back what was written since `hold`.
    package func rollback() {
        buffer.rollback()
        isTagOpen = wasTagOpen
    }

    /// Hands the rest to the sink.
    package func finish() throws(Fault) { try buffer.flush() }

    @inline(__always)
    func closeTag() throws(Fault) {
        guard isTagOpen else { return }
        isTagOpen = false
        try byte(0x3E)
    }
}
