/// A record that was never written as XML, put together from something else, for those who take records.
package final class XMLComposed {
    package let record: XMLRecord
    private var numbers: [XMLName: Int] = [:]
    /// Names are known by their address, so they stay where they are.
    private var kept: [UnsafeMutableBufferPointer<UInt8>] = []

    package init() { record = XMLRecord(XMLNames()) }

    deinit { for name in kept { name.deallocate() } }

    /// The number of a name in the record's names.
    package func number(_ name: XMLName) -> Int {
        if let number = numbers[name] { return number }
        let number = record.names.number(keep(name.local), name.namespace.isEmpty ? nil : keep(name.namespace))
        numbers[name] = number
        return number
    }

    /// Another record begins.
    package func clear() { record.clear() }

    /// Adds an element behind all others, with the number of its name, and answers its index; `parent` is -1 for the record's
    /// own. Line and byte say where its text comes from.
    package func add(_ name: Int, in parent: Int, _ text: ArraySlice<UInt8>, line: Int, byte: Int) -> Int {
        let start = record.bytes.count
        record.bytes.append(contentsOf: text)
        if parent >= 0 { record.elements[parent].hasChildren = true }
        record.elements.append(
            XMLRecord.Element(
                name: name, parent: parent, line: line, byte: byte, text: start..<record.bytes.count,
                attributes: 0..<0))
        return record.elements.count - 1
    }

    private func keep(_ text: String) -> UnsafePointer<UInt8> {
        let bytes = Array(text.utf8) + [0]
        let place = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = place.initialize(from: bytes)
        kept.append(place)
        guard let first = place.baseAddress else { preconditionFailure("there is at least the last byte") }
        return UnsafePointer(first)
    }
}
