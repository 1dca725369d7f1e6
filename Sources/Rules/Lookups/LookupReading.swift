import Exchange

/// Reads lookup tables: a file of lines `from,to`, or a block in the profile.
enum LookupReading {
    static func table(_ file: FileBeside, _ text: [UInt8], _ complaints: inout Complaints) -> LookupTable? {
        let before = complaints.all.count
        var rows = ListFile(file, text, &complaints).rows
        if let first = rows.first, first.cells.map({ $0.lowercased() }) == ["from", "to"] { rows.removeFirst() }
        var table = LookupTable(file.name, capacity: rows.count)
        for row in rows {
            if let words = problem(row) {
                complaints.add(file.mark(row.line), key: "", words)
            } else if !table.add(row.cells[0], row.cells[1]) {
                complaints.add(
                    file.mark(row.line), key: "", "'\(shown(row.cells[0]))' stands in this table already, further up")
            }
        }
        if rows.isEmpty, complaints.all.count == before {
            complaints.add(file.mark(1), key: "", "there is not one line 'from,to' in this table")
        }
        return complaints.all.count == before ? table : nil
    }

    private static func problem(_ row: ListFile.Row) -> String? {
        if row.cells.count > 2 {
            return "this line has \(row.cells.count) columns; a lookup table has two, the source's code and the target"
        }
        if row.cells[0].isEmpty { return "this line has no code before its target" }
        if row.cells.count < 2 || row.cells[1].isEmpty { return "'\(shown(row.cells[0]))' has no target" }
        return nil
    }

    /// `{UG: UNDERGRAD, GR: GRADUATE}`. That a key stands twice, the YAML reader has complained about.
    static func table(_ pairs: [Node.Pair], key: String, _ complaints: inout Complaints) -> LookupTable? {
        let before = complaints.all.count
        var table = LookupTable("the table in the profile", capacity: pairs.count)
        for pair in pairs {
            guard let target = pair.value.text, !target.isEmpty else {
                complaints.add(pair.keyMark, key: "\(key).\(pair.key)", "'\(shown(pair.key))' has no target")
                continue
            }
            if !table.add(pair.key, target) {
                complaints.add(
                    pair.keyMark, key: "\(key).\(pair.key)",
                    "'\(shown(pair.key))' stands in this table already, further up")
            }
        }
        return complaints.all.count == before ? table : nil
    }

    /// Short enough for a sentence.
    static func shown(_ text: String) -> String { text.count > 40 ? "\(text.prefix(37))..." : text }
}
