import Exchange

/// A line as Windows servers write it: `11-21-26  05:16PM       <DIR>          name`, or a size in the place of `<DIR>`.
enum WindowsLine {
    static func read(_ line: [UInt8]) -> ListedLine {
        let fields = TextFields(line)
        guard fields.words.count >= 4, let date = date(fields.word(0)), TextFields.isTime(fields.word(1)) else {
            return .unknown
        }
        if let size = fields.number(2) {
            return ListedLine.entry(fields.behind(2), .file, size: size, date.moment)
        }
        let kinds: [String: Entry.Kind] = [
            "<DIR>": .folder, "<JUNCTION>": .link, "<SYMLINK>": .link, "<SYMLINKD>": .link,
        ]
        guard let kind = kinds[fields.text(2)] else { return .unknown }
        // Ten columns of blanks stand behind the word; names may begin with further ones.
        let behind = fields.behind(2)
        let blanks = behind.prefix { $0 == 0x20 }.count
        let name = behind.dropFirst(min(9, blanks))
        return ListedLine.entry(name, kind, size: 0, date.moment)
    }

    /// Month first, as these servers have it; with two digits for the year, or four. A date with the year first is plain.
    private static func date(_ word: ArraySlice<UInt8>) -> CivilDate? {
        if let date = TextFields.date(word) { return date }
        let parts = word.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x2F }
        let numbers = parts.compactMap { TextFields.number($0) }
        guard numbers.count == 3, parts.count == 3, parts[0].count == 2, parts[1].count == 2 else { return nil }
        var year = numbers[2]
        switch parts[2].count {
        case 2: year += year < 70 ? 2000 : 1900
        case 4: break
        default: return nil
        }
        return CivilDate(year: year, month: numbers[0], day: numbers[1])
    }
}
