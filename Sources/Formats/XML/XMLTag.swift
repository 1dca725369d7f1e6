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

    /// The length of `<name>text</name>`, where that is what stands here; nil where it is anything else, is longer than a
    /// short value, or comes near the end of `room`.
    @inline(__always)
    static func leafLength(_ tag: UnsafePointer<UInt8>, _ room: Int) -> Int? {
        guard isNameStart(tag[1]), let name = plainNameLength(tag + 1, room - 1) else { return nil }
        var text = name + 2
        while true {
            guard text + 8 <= room, text < 256 else { return nil }
            let found = ByteWords.bytes(of: ByteWords.word(tag + text), equalTo: 0x3C)
            if found != 0 {
                text += found.trailingZeroBitCount >> 3
                break
            }
            text += 8
        }
        guard text + name + 16 <= room, tag[text + 1] == 0x2F, tag[text + 2 + name] == 0x3E,
            ByteWords.areEqual(tag + 1, tag + text + 2, name)
        else { return nil }
        return text + name + 3
    }

    /// The length of a name of letters with a `>` right behind it; nil where it is of another kind.
    @inline(__always)
    private static func plainNameLength(_ name: UnsafePointer<UInt8>, _ room: Int) -> Int? {
        var index = 0
        while index + 8 <= room, index < 64 {
            let below = ByteWords.bytes(of: ByteWords.word(name + index), below: 0x3F)
            if below != 0 {
                index += below.trailingZeroBitCount >> 3
                // Digits may stand in names, and more than one must then be looked over.
                while index < room, name[index] &- 0x30 < 10 { index += 1 }
                if index == room { return nil }
                if name[index] == 0x3E { return index }
                if name[index] < 0x3F { return nil }
                continue
            }
            index += 8
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
