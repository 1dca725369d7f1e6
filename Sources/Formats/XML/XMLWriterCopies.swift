import Exchange

extension XMLWriter {
    @inline(__always)
    func byte(_ byte: UInt8) throws(Fault) {
        try buffer.room(1).pointee = byte
        buffer.advance(1)
    }

    @inline(__always)
    func copy(_ text: UnsafeBufferPointer<UInt8>) throws(Fault) {
        guard let source = text.baseAddress else { return }
        try buffer.room(text.count).update(from: source, count: text.count)
        buffer.advance(text.count)
    }

    @inline(__always)
    func put(_ first: UInt8, _ name: StaticString) throws(Fault) {
        let count = name.utf8CodeUnitCount
        let room = try buffer.room(count + 1)
        room[0] = first
        (room + 1).update(from: name.utf8Start, count: count)
        buffer.advance(count + 1)
    }

    @inline(__always)
    func put(_ first: UInt8, _ second: UInt8, _ name: StaticString) throws(Fault) {
        try byte(first)
        try put(second, name)
    }

    package func attribute(_ name: StaticString, _ value: StaticString) throws(Fault) -> Bool {
        try attribute(name, UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

    package func attribute(_ name: StaticString, _ value: [UInt8]) throws(Fault) -> Bool {
        try value.withUnsafeBufferPointer { value throws(Fault) in try attribute(name, value) }
    }

    package func text(_ text: [UInt8]) throws(Fault) -> Bool {
        try text.withUnsafeBufferPointer { text throws(Fault) in try self.text(text) }
    }

    package func element(_ name: StaticString, _ text: [UInt8]) throws(Fault) -> Bool {
        try text.withUnsafeBufferPointer { text throws(Fault) in try element(name, text) }
    }

    package func text(_ text: String) throws(Fault) -> Bool { try self.text(Array(text.utf8)) }

    package func element(_ name: StaticString, _ text: String) throws(Fault) -> Bool {
        try element(name, Array(text.utf8))
    }

    package func attribute(_ name: StaticString, _ value: String) throws(Fault) -> Bool {
        try attribute(name, Array(value.utf8))
    }
}
