import Exchange

/// Reads the block under `phone`.
struct PhoneReading {
    static let keys = ["country", "format", "trunk", "digits"]

    private let node: Node
    private let key: String

    static func rule(_ node: Node, key: String, _ complaints: inout Complaints) -> PhoneRule? {
        let before = complaints.all.count
        guard let pairs = node.pairs else {
            complaints.add(
                node.mark, key: key,
                "'phone' needs a block such as {country: 1, format: \"+{country}{number}\"}, not \(node.kindName)",
                allowed: keys)
            return nil
        }
        for pair in pairs where !keys.contains(pair.key) {
            complaints.add(
                pair.keyMark, key: "\(key).\(pair.key)", "'\(pair.key)' is not a key of 'phone'",
                nearest: nearest(pair.key, among: keys), allowed: keys)
        }
        let rule = PhoneReading(node: node, key: key).rule(&complaints)
        return complaints.all.count == before ? rule : nil
    }

    private func rule(_ complaints: inout Complaints) -> PhoneRule? {
        let country = digits("country", 1...3, &complaints) ?? ""
        let trunk = digits("trunk", 1...2, &complaints) ?? ""
        var count: Int?
        if let written = node["digits"] {
            count = written.text.flatMap { Int($0) }
            if count.map({ (4...15).contains($0) }) != true {
                complaints.add(written.mark, key: "\(key).digits", "'digits' is a whole number from 4 to 15")
            }
        }
        let format = node["format"]?.text ?? (country.isEmpty ? "{number}" : "+{country}{number}")
        let mark = node["format"]?.mark ?? node.mark
        guard let parts = parts(format, mark, &complaints) else { return nil }
        if parts.contains(.country), country.isEmpty {
            complaints.add(mark, key: "\(key).format", "'{country}' in the format needs 'country: 1' beside it")
        }
        let places = parts.count { $0 == .digit }
        if places > 0, let count, count != places {
            complaints.add(
                mark, key: "\(key).format", "the mask has \(places) places for digits, but 'digits' says \(count)")
        }
        return PhoneRule(
            country: country, trunk: trunk, digits: places > 0 ? places : count, format: format, parts: parts)
    }

    private func digits(_ name: String, _ sizes: ClosedRange<Int>, _ complaints: inout Complaints) -> String? {
        guard let written = node[name] else { return nil }
        if let text = written.text, sizes.contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
            return text
        }
        complaints.add(
            written.mark, key: "\(key).\(name)",
            "'\(name)' is \(sizes.lowerBound) to \(sizes.upperBound) digits, such as \(name == "trunk" ? "0" : "49")")
        return nil
    }

    private func parts(_ format: String, _ mark: Mark, _ complaints: inout Complaints) -> [PhoneRule.Part]? {
        var parts: [PhoneRule.Part] = []
        var rest = format[...]
        while let letter = rest.first {
            if rest.hasPrefix("{country}") {
                parts.append(.country)
                rest = rest.dropFirst(9)
            } else if rest.hasPrefix("{number}") {
                parts.append(.number)
                rest = rest.dropFirst(8)
            } else {
                parts.append(letter == "#" ? .digit : .text(String(letter)))
                rest = rest.dropFirst()
            }
        }
        let hasBrace = parts.contains(.text("{")) || parts.contains(.text("}"))
        guard !hasBrace, parts.contains(.number) != parts.contains(.digit) else {
            complaints.add(
                mark, key: "\(key).format",
                "the format of a telephone number has either {number}, or a '#' for each of its digits; and {country}",
                allowed: ["+{country}{number}", "###-###-####"])
            return nil
        }
        return parts
    }
}
