/// The extract with which somebody begins: pipes, Windows-1252, American dates, and what real ones have wrong.
enum FirstDay {
    static let header =
        "SPRIDEN_ID|SPRIDEN_LAST_NAME|SPRIDEN_FIRST_NAME|STVLEVL|SPBPERS_BIRTH_DATE|TERMINATION_DT|CAMP_EMAIL|"
        + "STREET_LINE1|CITY_1|STATE_1|ZIP_1|PHONE"

    /// 1,820 people: 1,402 UG, 331 GR, 64 FA, 20 ST, and 3 of no level at all. The day's file has more wrong with it than
    /// the sample that was sent before.
    static func file(isSample: Bool) -> [UInt8] {
        var lines = [header]
        for number in 1...1820 { lines.append(line(number, isSample)) }
        return lines.joined(separator: "\r\n").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + [13, 10]
    }

    static func id(_ number: Int) -> String { "\(900_100_000 + number)" }

    private static func line(_ number: Int, _ isSample: Bool) -> String {
        // Five rows have the identifier of the row before.
        let id = [211, 612, 613, 1300, 1777].contains(number) ? id(number - 1) : id(number)
        let level = number <= 1402 ? "UG" : number <= 1733 ? "GR" : number <= 1797 ? "FA" : number <= 1817 ? "ST" : ""
        // Four dates that are none, and two bytes that are no character in Windows-1252.
        let ends = !isSample && [90, 380, 1204, 1500].contains(number) ? "31/31/2027" : "01/31/2027"
        let name = !isSample && [77, 1201].contains(number) ? "Last\u{81}\(number)" : "O\u{92}L\u{E1}st\(number)"
        return "\(id)|\(name)|First\(number)|\(level)|\(two(number % 12 + 1))/\(two(number % 28 + 1))/2001|\(ends)|"
            + "person\(number)@example.edu|\(number) Example St|Sampleton|ZZ|\(10_000 + number)|555-01\(two(number % 100))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
