extension CSVLexer {
    /// Reads units of `base[from..<end]`; `bias` added to an index gives the offset in the record. Returns the index
    /// behind the record's last byte, or nil when the record goes on in the next chunk.
    mutating func scan(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int, bias: Int) -> Int? {
        if state == .carriage {
            guard from < end else { return nil }
            return carriageEnd(base, from, end)
        }
        let found = unit == 1 ? scanBytes(base, from, end, bias) : scanUnits(base, from, end, bias)
        guard let found else { return nil }
        if state == .carriage {
            if found == end { return nil }
            return carriageEnd(base, found, end)
        }
        line += 1
        return found
    }

    /// A CR ended the record and `next` is what follows: an LF belongs to the same line end.
    private mutating func carriageEnd(_ base: UnsafePointer<UInt8>, _ next: Int, _ end: Int) -> Int {
        line += 1
        return value(base, next) == 0x0A ? next + unit : next
    }

    private mutating func scanBytes(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int, _ bias: Int) -> Int? {
        var index = from
        while index + 8 <= end {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
            var mask = stops.mask(word)
            while mask != 0 {
                let place = index + mask.trailingZeroBitCount >> 3
                if visit(base[place], place + bias) { return place + 1 }
                mask &= mask &- 1
            }
            index += 8
        }
        while index < end {
            if isStop(UInt16(base[index])), visit(base[index], index + bias) { return index + 1 }
            index += 1
        }
        return nil
    }

    /// `stop`, with the commonest case first: a delimiter between plain cells.
    @inline(__always)
    private mutating func visit(_ byte: UInt8, _ offset: Int) -> Bool {
        guard byte == delimiter, state == .plain else { return stop(byte, offset) }
        append(cellStart, offset)
        cellStart = offset + 1
        return false
    }

    private mutating func scanUnits(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int, _ bias: Int) -> Int? {
        var index = from
        while index + 2 <= end {
            let value = value(base, index)
            if isStop(value), stop(UInt8(truncatingIfNeeded: value), index + bias) { return index + 2 }
            index += 2
        }
        return nil
    }

    @inline(__always)
    private func isStop(_ value: UInt16) -> Bool {
        value < 0x20 || value == UInt16(delimiter) || (quote.map { value == UInt16($0) } ?? false)
    }

    private func value(_ base: UnsafePointer<UInt8>, _ index: Int) -> UInt16 {
        guard unit == 2 else { return UInt16(base[index]) }
        let first = UInt16(base[index])
        let second = UInt16(base[index + 1])
        return bigEndian ? first << 8 | second : second << 8 | first
    }
}
