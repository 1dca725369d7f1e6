/// The record that is being made, in memory of its own: nothing else points into it, so nothing is counted on the way, and
/// it is handed over in one go when it is whole.
///
/// Sound as long as what is written stays below what was reserved: every writer here reserves first.
struct XMLDraft: ~Copyable {
    private(set) var elements: UnsafeMutablePointer<XMLRecord.Element>
    private(set) var elementCount = 0
    private var elementRoom = 64
    private var attributes: UnsafeMutablePointer<XMLRecord.Attribute>
    private(set) var attributeCount = 0
    private var attributeRoom = 64
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var byteCount = 0
    private var byteRoom = 4096
    /// The elements that are open, innermost last.
    private let open: UnsafeMutablePointer<Int>
    private(set) var openCount = 0

    /// At most so many elements are open at once.
    init(depth: Int) {
        elements = .allocate(capacity: elementRoom)
        attributes = .allocate(capacity: attributeRoom)
        bytes = .allocate(capacity: byteRoom)
        open = .allocate(capacity: depth + 1)
    }

    deinit {
        elements.deallocate()
        attributes.deallocate()
        bytes.deallocate()
        open.deallocate()
    }

    /// The innermost open element; -1 where none is.
    var innermost: Int {
        @inline(__always) get { openCount == 0 ? -1 : open[openCount - 1] }
    }

    mutating func clear() {
        (elementCount, attributeCount, byteCount, openCount) = (0, 0, 0, 0)
    }

    /// Another element opens; its attributes begin with number `attribute`.
    @inline(__always)
    mutating func add(_ name: Int, parent: Int, line: Int, byte: Int, attributesFrom attribute: Int) {
        if elementCount == elementRoom { XMLDraft.grow(&elements, elementCount, &elementRoom) }
        (elements + elementCount).initialize(
            to: XMLRecord.Element(
                name: name, parent: parent, line: line, byte: byte, text: byteCount..<byteCount,
                attributes: attribute..<attributeCount))
        open[openCount] = elementCount
        openCount += 1
        elementCount += 1
    }

    mutating func add(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) {
        let start = byteCount
        append(value)
        if attributeCount == attributeRoom { XMLDraft.grow(&attributes, attributeCount, &attributeRoom) }
        (attributes + attributeCount).initialize(to: XMLRecord.Attribute(name: name, text: start..<byteCount))
        attributeCount += 1
    }

    @inline(__always)
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let source = text.baseAddress else { return }
        if byteCount + text.count > byteRoom { XMLDraft.grow(&bytes, byteCount, &byteRoom, to: byteCount + text.count) }
        (bytes + byteCount).update(from: source, count: text.count)
        byteCount += text.count
    }

    /// The last bytes go again.
    @inline(__always)
    mutating func dropLast(_ count: Int) { byteCount -= count }

    @inline(__always)
    mutating func close() { openCount -= 1 }

    func isBlank(_ range: Range<Int>) -> Bool {
        for index in range where !XMLRecord.isSpace(bytes[index]) { return false }
        return true
    }

    func copy(to record: XMLRecord) {
        record.elements.append(contentsOf: UnsafeBufferPointer(start: elements, count: elementCount))
        record.attributes.append(contentsOf: UnsafeBufferPointer(start: attributes, count: attributeCount))
        record.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: byteCount))
    }

    @inline(never)
    private static func grow<Item>(
        _ items: inout UnsafeMutablePointer<Item>, _ count: Int, _ room: inout Int, to least: Int = 0
    ) {
        room = max(room * 2, least)
        let larger = UnsafeMutablePointer<Item>.allocate(capacity: room)
        larger.moveInitialize(from: items, count: count)
        items.deallocate()
        items = larger
    }
}
