import Exchange

/// A value with the place it was read from, so that whatever is said of it can name the segment and the byte.
package struct Sited<Value: Hashable & Sendable>: Hashable, Sendable {
    package let value: Value
    /// Which segment of its message: UNH is 1.
    package let segment: Int
    package let position: Position

    init(_ value: Value, _ segment: Int, _ position: Position) {
        self.value = value
        self.segment = segment
        self.position = position
    }
}

extension Sited {
    /// `segment 88, byte 3,911`.
    package var place: String { "segment \(grouped(segment)), byte \(grouped(position.byte))" }
}

extension Sited: Encodable where Value: CustomStringConvertible {
    private enum Keys: String, CodingKey { case value, segment, byte, line }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(value.description, forKey: .value)
        try container.encode(segment, forKey: .segment)
        try container.encode(position.byte, forKey: .byte)
        try container.encode(position.line, forKey: .line)
    }
}
