/// What nearly all of a file is: text without references, and tags that came in this place before.
extension XMLQuick {
    /// Text and the tag behind it, within a record; answers where it has read to, or 0 where somebody must look closer, and
    /// nothing has happened.
    ///
    /// Looks at eight bytes at a time, and at none from `count` on.
    @inline(__always)
    func readCommon(_ base: UnsafePointer<UInt8>, _ place: Int, _ count: Int) -> Int {
        guard cutting.isInRecord else { return 0 }
        var tag = place
        var lines = 0
        let isBlank = XMLQuick.skipBlanks(base, &tag, count, &lines)
        if !isBlank, !XMLQuick.skipText(base, &tag, count, &lines) { return 0 }
        guard tag + 16 < count else { return 0 }
        let text = UnsafeBufferPointer(start: base + place, count: tag - place)
        if base[tag + 1] == 0x2F { return commonEnd(base, tag, count, text, lines) }
        return commonStart(base, tag, count, text, isBlank, lines)
    }

    @inline(__always)
    private func commonEnd(
        _ base: UnsafePointer<UInt8>, _ tag: Int, _ count: Int, _ text: UnsafeBufferPointer<UInt8>, _ lines: Int
    ) -> Int {
        guard let element = open.last else { return 0 }
        let length = element.name.pointee.length
        let end = tag + 2 + length
        guard end + 8 < count, base[end] == 0x3E, ByteWords.areEqual(base + tag + 2, element.name.pointee.bytes, length)
        else { return 0 }
        if !text.isEmpty {
            let line = line
            cutting.characters(text) { line }
        }
        line += lines
        close(element, offset + end + 1)
        return end + 1
    }

    @inline(__always)
    private func commonStart(
        _ base: UnsafePointer<UInt8>, _ tag: Int, _ count: Int, _ text: UnsafeBufferPointer<UInt8>, _ isBlank: Bool,
        _ lines: Int
    ) -> Int {
        guard let last, let name = isBehindEnd ? last.pointee.afterEnd : last.pointee.afterStart else { return 0 }
        let end = tag + 1 + name.pointee.length
        guard end + 8 < count, ByteWords.areEqual(base + tag + 1, name.pointee.bytes, name.pointee.length) else {
            return 0
        }
        if base[end] != 0x3E { return commonMemo(base, end, count, name, text, isBlank, lines) }
        let number = name.pointee.number
        guard name.pointee.known == scope.scope, number >= 0 else { return 0 }
        deliver(text, isBlank, lines)
        cutting.start(number, XMLAttributeList(nil, 0), line: line, byte: offset + end)
        open.append(Open(name: name, declared: scope.depth))
        self.last = name
        isBehindEnd = false
        return end + 1
    }

    /// A tag with attributes that were there before.
    private func commonMemo(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ name: XMLScope.Name,
        _ text: UnsafeBufferPointer<UInt8>, _ isBlank: Bool, _ lines: Int
    ) -> Int {
        guard let memo = name.pointee.memo, memo.pointee.scope == scope.scope else { return 0 }
        let end = start + memo.pointee.length
        guard end + 8 < count, ByteWords.areEqual(base + start, memo.pointee.text, memo.pointee.length) else {
            return 0
        }
        deliver(text, isBlank, lines + memo.pointee.lines)
        let last = memo.pointee.isEmpty ? end - 2 : end - 1
        cutting.start(memo.pointee.number, memo.pointee.attributes, line: line, byte: offset + last)
        self.last = name
        isBehindEnd = memo.pointee.isEmpty
        if memo.pointee.isEmpty {
            cutting.end { offset + end }
        } else {
            open.append(Open(name: name, declared: scope.depth))
        }
        return end
    }

    /// Text before a start tag; blanks there are nobody's.
    @inline(__always)
    private func deliver(_ text: UnsafeBufferPointer<UInt8>, _ isBlank: Bool, _ lines: Int) {
        let line = line
        if !isBlank { cutting.characters(text) { line } }
        self.line = line + lines
    }

    /// The start tag of that name has come: next time it is looked for first.
    func follow(_ name: XMLScope.Name) {
        if let last { if isBehindEnd { last.pointee.afterEnd = name } else { last.pointee.afterStart = name } }
        last = name
        isBehindEnd = false
    }

    /// Whether nothing but blanks stands before the next `<`; `index` is then there, otherwise behind the blanks.
    @inline(__always)
    private static func skipBlanks(
        _ base: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int, _ lines: inout Int
    ) -> Bool {
        while index + 8 <= count {
            let byte = base[index]
            if byte == 0x3C { return true }
            if byte == 0x20 {
                if ByteWords.word(base + index) == 0x2020_2020_2020_2020 { index += 8 } else { index += 1 }
            } else if byte == 0x0A {
                lines += 1
                index += 1
            } else if byte == 0x09 {
                index += 1
            } else {
                return false
            }
        }
        return false
    }

    /// Goes to the next `<`; false where something comes before that needs a closer look.
    @inline(__always)
    private static func skipText(
        _ base: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int, _ lines: inout Int
    ) -> Bool {
        while index + 8 <= count {
            let word = ByteWords.word(base + index)
            // `<` and `>` differ in one bit. The lowest mark is exact, whatever stands above it.
            let marks =
                ByteWords.bytes(of: word & 0xFDFD_FDFD_FDFD_FDFD, equalTo: 0x3C)
                | ByteWords.bytes(of: word, equalTo: 0x26) | ByteWords.bytes(of: word, below: 0x20)
            if marks == 0 {
                index += 8
                continue
            }
            index += marks.trailingZeroBitCount >> 3
            let byte = base[index]
            if byte == 0x3C { return true }
            guard byte == 0x0A || byte == 0x09 else { return false }
            if byte == 0x0A { lines += 1 }
            index += 1
        }
        return false
    }
}
