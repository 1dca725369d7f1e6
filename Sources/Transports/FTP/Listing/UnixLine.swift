import Exchange

/// A line as `ls -l` writes it, and NetWare's: permissions, owners, size, date, name.
///
/// Owners may be missing or have blanks in them, so the date is what is looked for: the first place where a size, a day
/// and a time or a year follow each other.
enum UnixLine {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    static func read(_ line: [UInt8], today: CivilDate) -> ListedLine {
        let fields = TextFields(line)
        guard let kind = kind(fields) else { return .unknown }
        // Not before the second word; owners with many blanks are still owners.
        for index in 1..<max(2, min(12, fields.words.count)) {
            guard let size = fields.number(index), let found = date(fields, index + 1, today) else { continue }
            var name = fields.behind(found.last)
            if fields.word(1).first == 0x5B { name = name.drop { $0 == 0x20 } }
            if kind == .link { name = withoutTarget(name) }
            return ListedLine.entry(name, kind, size: size, found.date.moment)
        }
        return .unknown
    }

    /// Nil unless the line begins as one of these does: ten letters of permissions, or a `d` alone with NetWare's rights
    /// in brackets.
    private static func kind(_ fields: TextFields) -> Entry.Kind? {
        let word = fields.word(0)
        guard let letter = word.first else { return nil }
        let isNetWare = word.count == 1 && fields.word(1).first == 0x5B
        let rights = word.dropFirst().prefix(9)
        let isUnix =
            rights.count == 9 && rights.allSatisfy { Array("-rwxsStTlL".utf8).contains($0) } && word.count <= 12
        guard isNetWare || isUnix else { return nil }
        switch letter {
        case 0x2D: return .file
        case 0x64: return .folder
        case 0x6C: return .link
        case 0x70, 0x73, 0x62, 0x63, 0x44, 0x43, 0x6E, 0x50: return .special
        default: return nil
        }
    }

    /// The date that begins with a word, and the last of its words.
    private static func date(_ fields: TextFields, _ index: Int, _ today: CivilDate) -> (date: CivilDate, last: Int)? {
        if let date = TextFields.date(fields.word(index)), TextFields.isTime(fields.word(index + 1)) {
            return (date, index + 1)
        }
        let (one, other) = (fields.text(index).lowercased(), fields.text(index + 1).lowercased())
        guard fields.words.count > index + 3 else { return nil }
        let month: Int
        let day: Int
        if let found = months.firstIndex(of: one), let number = fields.number(index + 1) {
            (month, day) = (found + 1, number)
        } else if let found = months.firstIndex(of: other), let number = fields.number(index) {
            (month, day) = (found + 1, number)
        } else {
            return nil
        }
        let last = fields.word(index + 2)
        if last.count == 4, let year = TextFields.number(last) {
            return CivilDate(year: year, month: month, day: day).map { ($0, index + 2) }
        }
        guard TextFields.isTime(last) else { return nil }
        return latest(month: month, day: day, today).map { ($0, index + 2) }
    }

    /// A date without a year is the latest one that is not in the future; a day ahead is another zone's today.
    static func latest(month: Int, day: Int, _ today: CivilDate) -> CivilDate? {
        guard let limit = today.adding(days: 1) else { return nil }
        // A 29 February may be some years back.
        for year in stride(from: limit.year, through: max(1, limit.year - 8), by: -1) {
            if let date = CivilDate(year: year, month: month, day: day), date <= limit { return date }
        }
        return nil
    }

    private static func withoutTarget(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let arrow = Array(" -> ".utf8)
        guard name.count > arrow.count else { return name }
        for index in name.indices.dropLast(arrow.count - 1) where name[index..<index + arrow.count].elementsEqual(arrow)
        {
            return name[..<index]
        }
        return name
    }
}
