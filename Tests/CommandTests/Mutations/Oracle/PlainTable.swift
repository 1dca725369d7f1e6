/// A small reader of delimited files, written from RFC 4180 and not from the program: rows by column name.
struct PlainTable {
    /// One row's cells as bytes.
    private struct Row {
        var cells: [[UInt8]] = []
        var isSound = true
    }

    private let header: [String]
    private let encoding: PlainText.Encoding
    /// Quotes read as RFC 4180 has them. A damaged row is nil.
    private(set) var rows: [[String: String]?] = []
    /// Lines as they lie there, quotes not heeded: what may be meant once quotes are damaged. Only where there are
    /// quotes at all.
    private(set) var lines: [[String: String]] = []
    /// The last row is damaged and has no end of line.
    private(set) var isCut = false

    /// Nil for what is no such table at all.
    init?(_ bytes: [UInt8], _ encoding: PlainText.Encoding) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
        guard let all = PlainTable.split(body), let first = all.first else { return nil }
        self.encoding = encoding
        header = first.cells.compactMap { PlainText.text($0, encoding) }
        rows = all.dropFirst().map(named)
        if !body.contains(0x22) {
            isCut = PlainTable.isCut(rows.last, body)
            return
        }
        lines = body.split(whereSeparator: PlainTable.isEnd).dropFirst().compactMap { line in
            named(Row(cells: line.split(separator: 0x3B, omittingEmptySubsequences: false).map(Array.init)))
        }
        isCut = PlainTable.isCut(rows.last, body)
    }

    private static func isCut(_ last: [String: String]??, _ bytes: [UInt8]) -> Bool {
        guard let last, last == nil, let end = bytes.last else { return false }
        return !isEnd(end)
    }

    private func named(_ row: Row) -> [String: String]? {
        let texts = row.cells.compactMap { $0.contains(0) ? nil : PlainText.text($0, encoding) }
        guard row.isSound, texts.count == row.cells.count, texts.count == header.count else { return nil }
        return Dictionary(zip(header, texts)) { first, _ in first }
    }

    private static func isEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

    private static func split(_ bytes: [UInt8]) -> [Row]? {
        var rows: [Row] = []
        var row = Row()
        var at = 0
        while at < bytes.count {
            guard let cell = cell(bytes, &at, &row) else { return nil }
            row.cells.append(cell)
            if at < bytes.count, bytes[at] == 0x3B {
                at += 1
                if at < bytes.count { continue }
                row.cells.append([])
            }
            // A line without anything is no row.
            if row.cells != [[]] || !row.isSound { rows.append(row) }
            row = Row()
            if at + 1 < bytes.count, bytes[at] == 13, bytes[at + 1] == 10 { at += 1 }
            at += 1
        }
        return rows
    }

    /// Up to the delimiter or the end of the line; nil where a quote is never closed.
    private static func cell(_ bytes: [UInt8], _ at: inout Int, _ row: inout Row) -> [UInt8]? {
        var cell: [UInt8] = []
        if at < bytes.count, bytes[at] == 0x22 {
            at += 1
            while true {
                guard at < bytes.count else { return nil }
                if bytes[at] == 0x22 {
                    at += 1
                    guard at < bytes.count, bytes[at] == 0x22 else { break }
                }
                cell.append(bytes[at])
                at += 1
            }
            if at < bytes.count, bytes[at] != 0x3B, !isEnd(bytes[at]) { row.isSound = false }
        }
        while at < bytes.count, bytes[at] != 0x3B, !isEnd(bytes[at]) {
            if bytes[at] == 0x22 { row.isSound = false }
            cell.append(bytes[at])
            at += 1
        }
        return cell
    }
}
