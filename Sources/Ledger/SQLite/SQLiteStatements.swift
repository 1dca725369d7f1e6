import Exchange
import GRDB

/// The values of a statement, in the order of its question marks.
typealias Values = [(any DatabaseValueConvertible)?]

/// How this store speaks SQL: constant statements, prepared once, values apart.
extension Database {
    /// Runs a statement; answers how many rows it changed.
    @discardableResult
    func change(_ sql: String, _ values: Values) throws -> Int {
        try cachedStatement(sql: sql).execute(arguments: arguments(values))
        return changesCount
    }

    func rows<T>(_ sql: String, _ values: Values, _ read: (Columns) throws -> T) throws -> [T] {
        let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments(values))
        var found: [T] = []
        while let row = try cursor.next() { found.append(try read(Columns(row))) }
        return found
    }

    func row<T>(_ sql: String, _ values: Values, _ read: (Columns) throws -> T) throws -> T? {
        try rows(sql, values, read).first
    }

    /// SQLite ends a text at its first NUL, so two names could become one: such a text never gets in.
    private func arguments(_ values: Values) throws -> StatementArguments {
        for case let text as String in values where text.utf8.contains(0) {
            throw SQLiteFaults.nul(text)
        }
        return StatementArguments(values)
    }
}

/// The columns of a row as the types they must have; anything else is damage, not a crash.
struct Columns {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func int(_ name: String) throws -> Int { try whole(name, value(name), Int.self) }

    /// The number after the one in the column.
    func next(_ name: String) throws -> Int {
        let (next, overflow) = try int(name).addingReportingOverflow(1)
        guard !overflow else { throw damage(name) }
        return next
    }

    func text(_ name: String) throws -> String { try whole(name, value(name), String.self) }

    func optionalInt(_ name: String) throws -> Int? {
        let value = try value(name)
        return value.isNull ? nil : try whole(name, value, Int.self)
    }

    func optionalText(_ name: String) throws -> String? {
        let value = try value(name)
        return value.isNull ? nil : try whole(name, value, String.self)
    }

    func digest(_ name: String) throws -> ContentDigest { try known(name, ContentDigest(hex: text(name))) }

    func optionalDigest(_ name: String) throws -> ContentDigest? {
        guard let hex = try optionalText(name) else { return nil }
        return try known(name, ContentDigest(hex: hex))
    }

    func word<Word: RawRepresentable<String>>(_ name: String, _ type: Word.Type) throws -> Word {
        try known(name, Word(rawValue: text(name)))
    }

    /// A moment is two columns: `<name>` in seconds, `<name>_ns`.
    func moment(_ name: String) throws -> Moment {
        Moment(seconds: try int(name), nanoseconds: try int(name + "_ns"))
    }

    func optionalMoment(_ name: String) throws -> Moment? {
        guard let seconds = try optionalInt(name) else { return nil }
        return Moment(seconds: seconds, nanoseconds: try int(name + "_ns"))
    }

    func known<T>(_ name: String, _ value: T?) throws -> T {
        guard let value else { throw damage(name) }
        return value
    }

    func damage(_ name: String) -> Fault {
        Fault(
            .ledgerDamaged, .stop, "The ledger's column '\(name)' holds what nobody wrote there.",
            context: ["column": name])
    }

    /// GRDB traps where a column is missing.
    private func value(_ name: String) throws -> DatabaseValue {
        guard row.hasColumn(name) else { throw damage(name) }
        return row[name]
    }

    private func whole<T: DatabaseValueConvertible>(
        _ name: String, _ value: DatabaseValue, _ type: T.Type
    ) throws -> T {
        try known(name, T.fromDatabaseValue(value))
    }
}
