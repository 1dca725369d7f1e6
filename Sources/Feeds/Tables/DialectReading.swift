import Exchange
import Formats

/// The block `read` of a profile as a CSV dialect.
enum DialectReading {
    static func dialect(_ settings: Settings, _ complaints: inout Complaints) -> CSVDialect {
        let delimiter = byte("delimiter", settings, words: ["tab": 9], &complaints) ?? UInt8(ascii: ",")
        let quote = byte("quote", settings, words: [:], none: "none", &complaints)
        if quote == delimiter {
            complaints.add(
                settings.written("delimiter")?.mark ?? settings.mark, key: settings.dotted("delimiter"),
                "'delimiter' and 'quote' are the same character; nothing could be read with them")
        }
        return CSVDialect(
            delimiter: delimiter, quote: quote == delimiter ? nil : quote,
            header: settings.boolean("header") == false ? .none : .named,
            encoding: encoding(settings, &complaints))
    }

    static func encoding(_ settings: Settings, _ complaints: inout Complaints) -> TextEncoding {
        let name = settings.text("encoding") ?? "utf-8"
        if let encoding = TextEncoding(named: name) { return encoding }
        let names = TextEncoding.allCases.map(\.rawValue)
        complaints.add(
            settings.written("encoding")?.mark ?? settings.mark, key: settings.dotted("encoding"),
            "'\(name)' is not an encoding this program reads", nearest: nearest(name, among: names), allowed: names)
        return .utf8
    }

    private static func byte(
        _ key: String, _ settings: Settings, words: [String: UInt8], none: String? = nil, _ complaints: inout Complaints
    ) -> UInt8? {
        let text = settings.text(key) ?? ""
        if text == none { return nil }
        if let byte = words[text] { return byte }
        if text.utf8.count == 1, let byte = text.utf8.first, byte >= 32 || byte == 9, byte != 127 { return byte }
        complaints.add(
            settings.written(key)?.mark ?? settings.mark, key: settings.dotted(key),
            "'\(key)' is one ASCII character\(words.isEmpty ? "" : " or the word '\(words.keys.sorted().joined(separator: "', '"))'")",
            allowed: none.map { [$0] } ?? Array(words.keys.sorted()))
        return nil
    }
}
