import Exchange
import GRDB

/// What is stored with a seal: the digest of everything the row says.
protocol Sealed {
    /// The table, so that a row of one cannot pass for a row of another.
    static var table: String { get }
    /// Reads the row; the seal is checked by the caller.
    init(_ columns: Columns) throws
    func write(_ canonical: inout Canonical)
}

extension SQLiteLedger {
    func seal<Content: Sealed>(_ content: Content) -> String {
        var canonical = Canonical()
        canonical.add(Content.table)
        content.write(&canonical)
        return hash(canonical.bytes).hex
    }

    /// A row that says what was written; `ledger.damaged` otherwise.
    func unseal<Content: Sealed>(_ columns: Columns) throws -> Content {
        let content = try Content(columns)
        guard try columns.text("seal") == seal(content) else {
            throw Fault(
                .ledgerDamaged, .stop, "A row of the ledger's table '\(Content.table)' is not what was written.",
                context: ["path": path, "table": Content.table])
        }
        return content
    }

    /// Reads every row of a table for its seal.
    func checkSeals<Content: Sealed>(_ db: Database, _ type: Content.Type) throws {
        let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM \(Content.table)")
        while let row = try cursor.next() { let _: Content = try unseal(Columns(row)) }
    }
}
