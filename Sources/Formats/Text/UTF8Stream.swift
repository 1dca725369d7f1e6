/// Checks UTF-8 that comes in chunks.
struct UTF8Stream {
    /// The bytes of a sequence that the last chunk broke off.
    private var broken: [UInt8] = []
    private var offset = 0

    /// The input must not end now.
    var isBroken: Bool { !broken.isEmpty }

    /// Takes the next chunk; the offset in the whole input of what is no UTF-8, or nil.
    mutating func firstInvalid(_ chunk: UnsafeBufferPointer<UInt8>) -> Int? {
        var rest = chunk[...]
        while !broken.isEmpty, let byte = rest.first {
            broken.append(byte)
            rest = rest.dropFirst()
            switch UTF8Stream.state(broken) {
            case .whole: broken = []
            case .open: continue
            case .invalid: return offset + chunk.count - rest.count - broken.count
            }
        }
        guard let bad = UTF8Check.firstInvalid(UnsafeBufferPointer(rebasing: rest)) else {
            offset += chunk.count
            return nil
        }
        let tail = Array(rest.dropFirst(bad).prefix(4))
        guard rest.count - bad < 4, UTF8Stream.state(tail) == .open else {
            return offset + chunk.count - rest.count + bad
        }
        broken = tail
        offset += chunk.count
        return nil
    }

    private enum State { case whole, open, invalid }

    /// What a sequence that starts with `bytes` can still become: filled up with the lowest and the highest tails.
    private static func state(_ bytes: [UInt8]) -> State {
        if isValid(bytes) { return .whole }
        for missing in 1..<max(2, 5 - bytes.count) {
            for tail: UInt8 in [0x80, 0xBF] where isValid(bytes + Array(repeating: tail, count: missing)) {
                return .open
            }
        }
        return .invalid
    }

    private static func isValid(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return base[0] < 0x80 ? buffer.count == 1 : UTF8Check.sequence(base, buffer.count) == buffer.count
        }
    }
}
