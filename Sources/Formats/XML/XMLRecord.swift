/// One record of an XML document, lent by `XMLReading`: its elements in document order as a flat list, the record's own
/// element first, and their text as the parser gives it (references replaced, sections opened, comments gone).
package final class XMLRecord {
    package struct Element {
        /// The number of the name in `names`.
        package let name: Int
        /// The index of the element around it; -1 for the record's own.
        package let parent: Int
        package let line: Int
        /// Within the start tag.
        package let byte: Int
        /// The text in `bytes`; empty for an element with elements in it.
        package internal(set) var text: Range<Int>
        package internal(set) var attributes: Range<Int>
        package internal(set) var hasChildren = false
        /// Text that is not white space stands beside elements.
        package internal(set) var hasStrayText = false
        /// The byte behind its end tag, for names that are measured; 0 for others.
        package internal(set) var end = 0
    }

    package struct Attribute {
        package let name: Int
        package let text: Range<Int>
    }

    package let names: XMLNames
    package internal(set) var elements: [Element] = []
    package internal(set) var attributes: [Attribute] = []
    package internal(set) var bytes: [UInt8] = []
    /// The byte behind its end tag.
    package internal(set) var end = 0
    /// What is ill-formed in it; then its content is a guess.
    package internal(set) var problems: [XMLProblem] = []

    init(_ names: XMLNames) { self.names = names }

    /// The name of the element at `index`.
    package func name(_ index: Int) -> XMLName { names[elements[index].name] }

    package func text(_ index: Int) -> String { text(elements[index].text) }
    package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The text without the white space around it.
    package func trimmed(_ range: Range<Int>) -> Range<Int> {
        bytes.withUnsafeBufferPointer { bytes in
            var (start, end) = (range.lowerBound, range.upperBound)
            while start < end, XMLRecord.isSpace(bytes[start]) { start += 1 }
            while end > start, XMLRecord.isSpace(bytes[end - 1]) { end -= 1 }
            return start..<end
        }
    }

    /// The first child of the record with that local name, whatever its namespace.
    package func child(_ local: String) -> Int? {
        elements.indices.first { elements[$0].parent == 0 && name($0).local == local }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    func clear() {
        elements.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        problems.removeAll()
    }
}
