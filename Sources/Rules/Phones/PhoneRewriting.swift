extension PhoneRule {
    /// Why a value is no number; completes "the value …".
    struct Problem: Error, Hashable {
        let words: String
    }

    /// Puts the rewritten number in the place of `bytes[start...]`. A number of another country is written as `+` and its
    /// digits, whatever the format: where its country's code ends cannot be seen.
    func rewrite(_ bytes: inout [UInt8], from start: Int) throws(Problem) {
        var digits: [UInt8] = []
        var isInternational = false
        for byte in bytes[start...] {
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case UInt8(ascii: "+") where digits.isEmpty: isInternational = true
            case 0x41...0x5A, 0x61...0x7A, 0x80...: throw Problem(words: "has letters in it")
            default: break
            }
        }
        if !isInternational, digits.starts(with: [0x30, 0x30]) {
            isInternational = true
            digits.removeFirst(2)
        }
        if isInternational, country.isEmpty || !digits.starts(with: country.utf8) {
            try check(digits)
            bytes.removeSubrange(start...)
            bytes.append(UInt8(ascii: "+"))
            bytes.append(contentsOf: digits)
            return
        }
        let number = try number(digits, isInternational)
        bytes.removeSubrange(start...)
        put(number, &bytes)
    }

    /// The digits inside the country.
    private func number(_ digits: [UInt8], _ isInternational: Bool) throws(Problem) -> ArraySlice<UInt8> {
        var number = digits[...]
        if isInternational || hasCountry(digits) { number = number.dropFirst(country.utf8.count) }
        if !trunk.isEmpty, number.starts(with: trunk.utf8) { number = number.dropFirst(trunk.utf8.count) }
        if let expected = self.digits, number.count != expected {
            throw Problem(words: "has \(number.count) digits where \(expected) are expected")
        }
        try check(Array(country.utf8) + number)
        return number
    }

    /// Whether a number without `+` begins with its country nevertheless: it has just as many digits too many.
    private func hasCountry(_ digits: [UInt8]) -> Bool {
        guard let expected = self.digits, !country.isEmpty else { return false }
        return digits.count == expected + country.utf8.count && digits.starts(with: country.utf8)
    }

    private func check(_ digits: [UInt8]) throws(Problem) {
        if !PhoneRule.sizes.contains(digits.count) {
            throw Problem(words: "has \(digits.count) digits, and no telephone number has")
        }
    }

    private func put(_ number: ArraySlice<UInt8>, _ bytes: inout [UInt8]) {
        var rest = number
        for part in parts {
            switch part {
            case .text(let text): bytes.append(contentsOf: text.utf8)
            case .country: bytes.append(contentsOf: country.utf8)
            case .number: bytes.append(contentsOf: number)
            case .digit: if let digit = rest.popFirst() { bytes.append(digit) }
            }
        }
    }
}
