/// The shape of a tag.
enum XMLTag {
    /// A tag longer than this has lost its end.
    static let longest = 1 << 20

    /// The length of the tag at `tag`, from `<` to `>`, or nil when it does not end within `room` bytes. A `>` between
    /// quotes is an attribute's.
    @inline(__always)
    static func length(_ tag: UnsafePointer<UInt8>, _ room: Int) -> Int? {
        var index = 1
        while index < room {
            let byte = tag[index]
            if byte == 0x3E { return index + 1 }
            if byte == 0x22 || byte == 0x27 { return quotedLength(tag, index, room) }
            index += 1
        }
        return nil
    }

    private static func quotedLength(_ tag: UnsafePointer<UInt8>, _ start: Int, _ room: Int) -> Int? {
        var quote: UInt8 = 0
        for index in start..<room {
            let byte = tag[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x3E {
                return index + 1
            }
        }
        return nil
    }

    /// How many bytes of `name`, at most `room`, are a name's.
    @inline(__always)
    static func nameLength(_ name: UnsafePointer<UInt8>, _ room: Int) -> Int {
        var index = 0
        while index < room, name[index] > 0x20, name[index] != 0x2F, name[index] != 0x3E { index += 1 }
        return index
    }

    /// XML 1.0, clause 2.3, as far as ASCII goes.
    static func isNameStart(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x5F || byte == 0x3A || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }
}
