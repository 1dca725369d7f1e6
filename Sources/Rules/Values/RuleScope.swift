import Exchange

/// What reading the value rules of one profile shares: the files beside it, each read once, and the doubts about rules
/// that work, but hardly as they were meant.
package final class RuleScope {
    private let settings: Settings
    private var tables: [String: LookupTable] = [:]
    private var calendars: [String: Calendar] = [:]
    /// Files that have been complained about; once is enough, however many rules name them.
    private var broken: Set<String> = []
    /// Warnings, for `Feed.doubts`.
    package private(set) var doubts: [Complaint] = []

    package init(_ settings: Settings) { self.settings = settings }

    func doubt(_ mark: Mark, key: String, _ message: String) {
        doubts.append(Complaint(mark, key: key, message, severity: .warning))
    }

    /// The table in the file of that name. Nil with a complaint where there is none, or where a line of it is wrong.
    func table(_ name: String, at mark: Mark, key: String, _ complaints: inout Complaints) -> LookupTable? {
        if let known = tables[name] { return known }
        tables[name] = read(name, mark, key, &complaints) { file, text, complaints in
            LookupReading.table(file, text, &complaints)
        }
        return tables[name]
    }

    /// The same for a calendar.
    func calendar(_ name: String, at mark: Mark, key: String, _ complaints: inout Complaints) -> Calendar? {
        if let known = calendars[name] { return known }
        calendars[name] = read(name, mark, key, &complaints) { file, text, complaints in
            CalendarReading.calendar(file, text, &complaints)
        }
        return calendars[name]
    }

    private func read<Table>(
        _ name: String, _ mark: Mark, _ key: String, _ complaints: inout Complaints,
        _ body: (FileBeside, [UInt8], inout Complaints) -> Table?
    ) -> Table? {
        guard let (file, text) = settings.file(named: name, at: mark, key: key, &complaints) else { return nil }
        if broken.contains(name) {
            complaints.add(mark, key: key, "the file '\(name)' has mistakes of its own")
            return nil
        }
        let table = body(file, text, &complaints)
        if table == nil { broken.insert(name) }
        return table
    }
}
