import Exchange

/// Reads calendars: one date a line as YYYY-MM-DD, or `key,date`.
enum CalendarReading {
    static func calendar(_ file: FileBeside, _ text: [UInt8], _ complaints: inout Complaints) -> Calendar? {
        let before = complaints.all.count
        var rows = ListFile(file, text, &complaints).rows
        if let last = rows.first?.cells.last, last.lowercased() == "date" { rows.removeFirst() }
        let width = rows.first?.cells.count ?? 0
        if rows.isEmpty, complaints.all.count == before {
            complaints.add(file.mark(1), key: "", "there is not one date in this calendar")
        }
        var keys = LookupTable(file.name, capacity: rows.count)
        var dates: Set<CivilDate> = []
        for row in rows {
            guard let date = date(row, width, file, &complaints) else { continue }
            dates.insert(date)
            if width == 2, !keys.add(row.cells[0], date.description) {
                complaints.add(
                    file.mark(row.line), key: "",
                    "'\(LookupReading.shown(row.cells[0]))' stands in this calendar already, further up")
            }
        }
        guard complaints.all.count == before else { return nil }
        return Calendar(name: file.name, dates: dates.sorted(), keys: width == 2 ? keys : nil)
    }

    private static func date(
        _ row: ListFile.Row, _ width: Int, _ file: FileBeside, _ complaints: inout Complaints
    ) -> CivilDate? {
        var words: String?
        if row.cells.count > 2 {
            words = "this line has \(row.cells.count) columns; a calendar has one, the date, or two, a key and the date"
        } else if row.cells.count != width {
            words = "some lines of this calendar have a key and some have none; this one is unlike the first"
        } else if width == 2, row.cells[0].isEmpty {
            words = "this line has no key before its date"
        }
        let date = DateLayout.iso.date(row.cells.last ?? "")
        if date == nil, words == nil { words = "this line has no date as YYYY-MM-DD" }
        if let words { complaints.add(file.mark(row.line), key: "", words) }
        return words == nil ? date : nil
    }
}
