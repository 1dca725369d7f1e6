import Exchange
import Formats

/// One fee as it stands in its source: the text of every field, trimmed, in one buffer, and where it stands.
struct FeeDraft {
    private(set) var text: [UInt8] = []
    private var ranges = [Range<Int>](repeating: 0..<0, count: FeeField.allCases.count)
    private var places = [(line: Int, byte: Int)](repeating: (0, 0), count: FeeField.allCases.count)
    /// A bit for each field that was given since `begin`.
    private var given: UInt64 = 0
    /// A field that was given two values.
    private(set) var doubled: FeeField?

    func bytes(_ field: FeeField) -> ArraySlice<UInt8> { text[ranges[field.rawValue]] }
    func range(_ field: FeeField) -> Range<Int> { ranges[field.rawValue] }

    func withText<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value { text.withUnsafeBufferPointer(body) }

    @inline(__always)
    func withBytes<Value>(_ field: FeeField, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[ranges[field.rawValue]])) }
    }

    func isBlank(_ field: FeeField) -> Bool { ranges[field.rawValue].isEmpty }
    func string(_ field: FeeField) -> String { String(decoding: bytes(field), as: UTF8.self) }

    /// Where the field stands in the source, or the fee where it does not.
    func position(_ field: FeeField, _ fee: Position) -> Position {
        var position = fee.at(field.name)
        let place = places[field.rawValue]
        if place.line > 0 { (position.line, position.byte) = place }
        return position
    }

    mutating func clear() {
        text.removeAll(keepingCapacity: true)
        for field in ranges.indices {
            ranges[field] = 0..<0
            places[field] = (0, 0)
        }
        given = 0
        doubled = nil
    }

    /// Another fee begins, of the user that `user` holds: its fields may each be given anew.
    mutating func begin(_ user: FeeDraft) {
        text.removeAll(keepingCapacity: true)
        text.append(contentsOf: user.text)
        ranges.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: user.ranges) }
        places.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: user.places) }
        given = 0
        doubled = user.doubled
    }

    mutating func set(
        _ field: FeeField, _ value: UnsafeBufferPointer<UInt8>, line: Int = 0, byte: Int = 0
    ) {
        let bit: UInt64 = 1 << UInt64(field.rawValue)
        if given & bit != 0, doubled == nil { doubled = field }
        given |= bit
        places[field.rawValue] = (line, byte)
        let start = text.count
        if FeeDraft.isNothing(value), !field.isProse {
            ranges[field.rawValue] = 0..<0
            return
        }
        if FeeDraft.hasControls(value) { appendJoined(value) } else { text.append(contentsOf: value) }
        ranges[field.rawValue] = start..<text.count
    }

    /// The text of an element of a record, whose bytes these are, without the white space around it.
    mutating func set(_ field: FeeField, _ element: XMLRecord.Element, _ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            var (start, end) = (element.text.lowerBound, element.text.upperBound)
            while start < end, FeeDraft.isSpace(bytes[start]) { start += 1 }
            while end > start, FeeDraft.isSpace(bytes[end - 1]) { end -= 1 }
            set(
                field, UnsafeBufferPointer(rebasing: bytes[start..<end]), line: element.line, byte: element.byte)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    mutating func set(_ field: FeeField, _ value: String) {
        var value = value
        value.withUTF8 { set(field, $0) }
    }

    /// White space with a line break or a tab in it is the layout of the file, not the value: one blank.
    private mutating func appendJoined(_ value: UnsafeBufferPointer<UInt8>) {
        var wasBlank = false
        for byte in value {
            let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
            if !isBlank { text.append(byte) } else if !wasBlank { text.append(0x20) }
            wasBlank = isBlank
        }
    }

    private static func hasControls(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        // Without leaving early, so that it can be done many bytes at a time.
        var found = false
        for byte in value { found = found || byte < 0x20 }
        return found
    }

    /// The library system writes the word `null` where it has no number.
    private static func isNothing(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.count == 4 && value[0] == 0x6E && value[1] == 0x75 && value[2] == 0x6C && value[3] == 0x6C
    }
}

/// Takes fees as they are read.
protocol FeeTaker: AnyObject {
    /// Answers whether the fee is done with; otherwise it stands in the rejects.
    func take(_ fee: FeeDraft, at position: Position) throws(Fault) -> Bool
}
