import Exchange
import Rules
import Testing

@Suite struct `A date layout` {
    static func read(_ text: String, as layout: String) -> String? {
        guard let layout = DateLayout(layout) else { return "no layout" }
        return Array(text.utf8).withUnsafeBufferPointer { layout.date($0)?.description }
    }

    @Test(arguments: [
        ("YYYY-MM-DD", "2026-11-21"), ("DD.MM.YYYY", "21.11.2026"), ("MM/DD/YYYY", "11/21/2026"),
        ("YYYYMMDD", "20261121"), ("DDMMYYYY", "21112026"), ("M/D/YYYY", "11/21/2026"), ("D. M. YYYY", "21. 11. 2026"),
        ("YYYY-MM-DDZ", "2026-11-21Z"), ("YYYY-MM-DDT00:00:00", "2026-11-21T00:00:00"), ("YYYY年M月D日", "2026年11月21日"),
        ("'YYYY'MM'DD'", "'2026'11'21'"), ("MMDDYYYY", "11212026"),
    ])
    func `reads what is written in it`(layout: String, text: String) {
        #expect(Self.read(text, as: layout) == "2026-11-21")
        #expect(DateLayout(layout)?.description == layout)
    }

    @Test(arguments: [
        ("D.M.YYYY", "1.2.2026", "2026-02-01"), ("D.M.YYYY", "01.02.2026", "2026-02-01"),
        ("M/D/YYYY", "1/12/2026", "2026-01-12"), ("YYYY-M-D", "2026-1-1", "2026-01-01"),
        ("YYYYMD", "20261212", "2026-12-12"),
    ])
    func `with a single M or D takes one digit or two`(layout: String, text: String, day: String) {
        #expect(Self.read(text, as: layout) == day)
    }

    @Test(arguments: [
        "", " ", "2026-11-21 ", " 2026-11-21", "2026-11-2", "2026-1-21", "26-11-21", "02026-11-21", "2026-11-211",
        "2026/11/21", "2026-11-21T00:00:00", "2026-11-21Z", "2026-00-10", "2026-13-10", "2026-11-00", "2026-11-31",
        "2026-11-32", "0000-01-01", "-026-01-01", "+2026-1-1", "2026-+1-01", "２０２６-11-21", "2026‑11‑21", "null",
        "2026-11-21\u{0}", "2026-11\n-21", "99999999999999999999-01-01", "2026--11-21",
    ])
    func `reads nothing else`(text: String) { #expect(Self.read(text, as: "YYYY-MM-DD") == nil) }

    @Test(arguments: [
        ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true),
        ("2100-02-29", false), ("2400-02-29", true), ("2024-02-30", false), ("9999-12-31", true), ("0001-01-01", true),
    ])
    func `knows which days exist`(text: String, exists: Bool) {
        #expect(Self.read(text, as: "YYYY-MM-DD") == (exists ? text : nil))
    }

    @Test(arguments: [
        "", "Y", "YY-MM-DD", "YYY-MM-DD", "YYYYY-MM-DD", "YYYY-MM", "MM-DD", "YYYY-DD", "YYYY-MMM-DD", "YYYY-MM-DDD",
        "YYYY-MM-DD-DD", "YYYY-MM-DD-M", "YYYYYYYY-MM-DD", "yyyy-mm-dd", "dd.mm.yyyy", "YYYY-MM-DDTHH:MM", "%Y-%m-%d",
        "ISO", "21.11.2026",
    ])
    func `is refused unless year, month and day stand in it once each`(layout: String) {
        #expect(DateLayout(layout) == nil)
    }

    @Test func `says whether dates in it are ISO dates as they stand`() {
        #expect(DateLayout.iso.isISO && DateLayout("YYYY-MM-DD") == .iso)
        for layout in ["YYYY-M-D", "YYYYMMDD", "DD-MM-YYYY", "YYYY-MM-DDZ", "YYYY/MM/DD"] {
            #expect(DateLayout(layout)?.isISO == false)
        }
    }

    @Test(arguments: ["YYYY-MM-DD", "DD.MM.YYYY", "M/D/YYYY", "YYYYMMDD", "D of M, YYYY"])
    func `reads every day from 1900 to 2100`(layout: String) throws {
        let reader = try #require(DateLayout(layout))
        let first = try #require(CivilDate(year: 1900, month: 1, day: 1)).daysSince1970
        let last = try #require(CivilDate(year: 2100, month: 12, day: 31)).daysSince1970
        var wrong: [String] = []
        for number in first...last {
            let date = CivilDate(daysSince1970: number)
            let text = Self.write(date, layout)
            let read = Array(text.utf8).withUnsafeBufferPointer { reader.date($0) }
            if read != date { wrong.append(text) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        #expect(last - first == 73_413)
    }

    @Test(arguments: [
        ("DD.MM.YY", 1950, "21.11.49", "2049-11-21"), ("DD.MM.YY", 1950, "21.11.50", "1950-11-21"),
        ("DD.MM.YY", 2000, "21.11.00", "2000-11-21"), ("DD.MM.YY", 2000, "21.11.99", "2099-11-21"),
        ("YYMMDD", 1927, "261121", "2026-11-21"), ("YYMMDD", 1927, "271121", "1927-11-21"),
        ("D-MON-YY", 1950, "1-Feb-08", "2008-02-01"),
    ])
    func `with two digits for the year needs its hundred years`(
        layout: String, century: Int, text: String, day: String
    ) {
        #expect(DateLayout(layout) == nil)
        #expect(DateLayout(layout, centuryFrom: century)?.date(text)?.description == day)
    }

    @Test func `with four digits for the year has no use for a century`() {
        #expect(DateLayout("YYYY-MM-DD", centuryFrom: 1950) == nil)
    }

    @Test(arguments: [
        ("YYYY-MM-DDThh:mm:ssZ", "2026-11-21T23:59:60Z", true), ("YYYY-MM-DD hh:mm", "2026-11-21 00:00", true),
        ("DD/MM/YYYY hh:mm:ss", "21/11/2026 10:30:00", true), ("YYYYMMDDhhmmss", "20261121103000", true),
        ("YYYY-MM-DD hh:mm", "2026-11-21 24:00", false), ("YYYY-MM-DD hh:mm", "2026-11-21 10:60", false),
        ("YYYY-MM-DD hh:mm", "2026-11-21 1:30", false), ("YYYY-MM-DD hh:mm", "2026-11-21", false),
    ])
    func `reads over a time that is declared`(layout: String, text: String, reads: Bool) {
        #expect(Self.read(text, as: layout) == (reads ? "2026-11-21" : nil))
    }

    /// By hand, knowing nothing of the layout's parts but their spelling.
    private static func write(_ date: CivilDate, _ layout: String) -> String {
        var text = layout.replacing("YYYY", with: padded(date.year, 4))
        text = text.replacing("MM", with: padded(date.month, 2)).replacing("M", with: "\(date.month)")
        return text.replacing("DD", with: padded(date.day, 2)).replacing("D", with: "\(date.day)")
    }
}
