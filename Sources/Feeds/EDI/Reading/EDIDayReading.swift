import Exchange
import Formats

/// DTM to a day (C507): CCYYMMDD, CCYYMMDDHHMM, months, quarters and years, as vendors write them.
enum EDIDayReading {
    static func day(_ reading: EDISegmentReading, _ findings: inout [Finding]) -> EDIDay? {
        let segment = reading.segment
        let written = segment[1, 2]
        if written.isEmpty { return nil }
        let qualifier = segment[1, 1]
        guard let found = read(written, format: segment[1, 3]) else {
            let isDocument = qualifier == "137"
            findings.append(
                reading.finding(
                    isDocument ? .error : .warning, .ediDate, 1, 2,
                    "DTM+\(qualifier.prefix(3)) in segment \(segment.number): '\(written.prefix(20))' is no date of its "
                        + "format '\(segment[1, 3].prefix(3))'."))
            return nil
        }
        return EDIDay(
            qualifier: qualifier, text: Sited(found.text, segment.number, segment.position(1, 2)), date: found.date)
    }

    /// nil where there is no such day. A format that is not known is judged by the length of what is written.
    static func read(_ written: String, format: String) -> (text: String, date: CivilDate?)? {
        let digits = Array(written.utf8)
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return period(written) }
        switch (format, digits.count) {
        case ("718", 16):
            guard let start = day(digits.prefix(8)) else { return nil }
            return (start.description, start)
        case ("101", 6):
            return day(Array("20".utf8) + digits).map { ($0.description, $0) }
        case ("602", 4), ("", 4): return (written, nil)
        case ("616", 6): return ("\(written.prefix(4))-W\(written.suffix(2))", nil)
        case ("718", _), ("602", _), ("616", _): return nil
        case (_, 8): return day(digits[...]).map { ($0.description, $0) }
        case (_, 12), (_, 14): return day(digits.prefix(8)).map { ($0.description, $0) }
        case (_, 6), (_, 5): return month(digits)
        default: return nil
        }
    }

    /// CCYYMM, or CCYYQ.
    private static func month(_ digits: [UInt8]) -> (text: String, date: CivilDate?)? {
        let year = String(decoding: digits.prefix(4), as: UTF8.self)
        let rest = String(decoding: digits.dropFirst(4), as: UTF8.self)
        guard let number = Int(rest), number >= 1, number <= (rest.count == 1 ? 4 : 12) else { return nil }
        return (rest.count == 1 ? "\(year)-Q\(rest)" : "\(year)-\(rest)", nil)
    }

    /// `2026Q1`, a range with a hyphen: kept as it stands, where it begins with a year.
    private static func period(_ written: String) -> (text: String, date: CivilDate?)? {
        let start = written.prefix(4)
        guard start.count == 4, start.allSatisfy(\.isNumber), written.count <= 35 else { return nil }
        return (written, nil)
    }

    private static func day(_ digits: some Collection<UInt8>) -> CivilDate? {
        let text = String(decoding: digits, as: UTF8.self)
        guard text.utf8.count == 8, let year = Int(text.prefix(4)), let month = Int(text.dropFirst(4).prefix(2)),
            let day = Int(text.suffix(2))
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
