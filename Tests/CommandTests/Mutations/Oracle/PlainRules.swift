/// The rules for one row, as the profile, the schema and the rule pack's remedies state them, in the plainest words.
enum PlainRules {
    static let today = "2026-11-21"
    private static let dates = ["BORN", "EXPIRES", "PURGE"]

    /// The person, or nil where the row must be rejected.
    static func user(_ row: [String: String], _ profile: PlainProfile) -> PlainUser? {
        var cells: [String: String] = [:]
        for (column, text) in row {
            let value = PlainText.trimmed(text)
            if !value.isEmpty { cells[column] = value }
        }
        for column in dates {
            guard let text = cells[column] else { continue }
            guard let date = date(text) else { return nil }
            cells[column] = date
        }
        let isGood =
            hasNeeded(cells, profile) && cells.allSatisfy { fits($0.key, $0.value) } && datesAgree(cells)
            && shapesHold(cells, profile)
        return isGood ? PlainUser(cells: cells) : nil
    }

    private static func hasNeeded(_ cells: [String: String], _ profile: PlainProfile) -> Bool {
        let needed = ["PERSON_ID", "LAST_NAME", "GROUP", "EXPIRES"] + (profile.hasMatchPoint ? ["LOGIN"] : [])
        return needed.allSatisfy { cells[$0] != nil }
    }

    /// Length, and characters that XML has no way to carry.
    private static func fits(_ column: String, _ value: String) -> Bool {
        let limit = column == "CAMPUS" ? 50 : column == "STREET" || column == "ROOM" ? Int.max : 255
        return value.unicodeScalars.count <= limit
            && value.unicodeScalars.allSatisfy { scalar in
                scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                    || [9, 10, 13].contains(scalar.value)
            }
    }

    private static func datesAgree(_ cells: [String: String]) -> Bool {
        for column in dates {
            guard let date = cells[column] else { continue }
            if date < "1900-01-01" || date > "2126-12-31" || column == "BORN" && date > today { return false }
        }
        guard let purge = cells["PURGE"], let expiry = cells["EXPIRES"] else { return true }
        return purge >= expiry && (purge >= today || expiry < today)
    }

    private static func shapesHold(_ cells: [String: String], _ profile: PlainProfile) -> Bool {
        for column in ["CAMPUS_MAIL", "OTHER_MAIL"] {
            if let mail = cells[column], !isMail(mail) { return false }
        }
        if let country = cells["COUNTRY"],
            country.utf8.count != 3 || !country.utf8.allSatisfy({ (65...90).contains($0) })
        {
            return false
        }
        guard let groups = profile.groups, let group = cells["GROUP"] else { return true }
        // Letter by letter: for Swift's texts, two spellings of one letter are equal.
        return groups.contains { Array($0.utf8) == Array(group.utf8) }
    }

    private static func isMail(_ mail: String) -> Bool {
        let parts = mail.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        let words = labels + parts[0].split(separator: ".", omittingEmptySubsequences: false).dropLast()
        return labels.count > 1 && words.allSatisfy { !$0.isEmpty }
            && mail.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !",;<>".utf8.contains($0) }
    }

    /// `DD.MM.YYYY` as `YYYY-MM-DD`; nil for what is no such day.
    static func date(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[2] == 0x2E, bytes[5] == 0x2E else { return nil }
        let parts = text.split(separator: ".").compactMap { part in
            part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
        }
        guard parts.count == 3, (1...12).contains(parts[1]), parts[2] > 0 else { return nil }
        let isLeap = parts[2] % 4 == 0 && (parts[2] % 100 != 0 || parts[2] % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...days[parts[1] - 1]).contains(parts[0]) else { return nil }
        return "\(text.suffix(4))-\(text.dropFirst(3).prefix(2))-\(text.prefix(2))"
    }
}
