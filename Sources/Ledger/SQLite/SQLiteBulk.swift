import Exchange
import GRDB
import GRDBSQLite

/// One statement for very many rows, whose texts lie in one buffer already: nothing is copied or made an object of on its
/// way into SQLite. Lives within one transaction.
struct SQLiteBulk {
    private let db: Database
    /// Kept by the connection's cache as long as the transaction lasts.
    private let statement: Statement

    init(_ db: Database, _ sql: String) throws {
        self.db = db
        statement = try db.cachedStatement(sql: sql)
    }

    /// A row of those texts of `canonical`, a number and one more text, in the order of the question marks.
    func insert(_ canonical: Canonical, _ texts: ClosedRange<Int>, _ number: Int, _ last: String) throws {
        if canonical.bytes.contains(0) { throw SQLiteFaults.nul(String(decoding: canonical.bytes, as: UTF8.self)) }
        let handle = statement.sqliteStatement
        var last = last
        let code = canonical.bytes.withUnsafeBufferPointer { bytes in
            last.withUTF8 { last in
                // SQLite is given addresses without a copy of its own: both buffers stand until the row is written, and
                // what is bound is taken back before they go.
                var place: CInt = 1
                for index in texts {
                    if let range = canonical.values[index] {
                        SQLiteBulk.bind(handle, place, UnsafeBufferPointer(rebasing: bytes[range]))
                    } else {
                        sqlite3_bind_null(handle, place)
                    }
                    place += 1
                }
                sqlite3_bind_int64(handle, place, Int64(number))
                SQLiteBulk.bind(handle, place + 1, last)
                let code = sqlite3_step(handle)
                sqlite3_reset(handle)
                sqlite3_clear_bindings(handle)
                return code
            }
        }
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
        }
    }

    private static func bind(_ handle: OpaquePointer, _ place: CInt, _ text: UnsafeBufferPointer<UInt8>) {
        text.withMemoryRebound(to: CChar.self) { text in
            _ = sqlite3_bind_text(handle, place, text.baseAddress, CInt(text.count), nil)
        }
    }
}
