import Exchange

/// The columns of a table: their names exactly as they stand in the file, less the byte order mark.
package struct TableHeader: Hashable, Sendable {
    package let names: [String]
    private let places: [String: Int]

    /// Faults with `csv.header.doubled` where one of `needs` is there twice, or any column where nothing is known of what
    /// is needed. Any number of columns may have no name; they cannot be asked for.
    package init(
        _ names: [String], needs: [String] = [], at position: Position = Position(line: 1)
    ) throws(Fault) {
        self.names = names
        var places: [String: Int] = [:]
        for (index, name) in names.enumerated() where !name.isEmpty {
            if let first = places.updateValue(index, forKey: name), needs.isEmpty || needs.contains(name) {
                throw Fault(
                    .csvHeaderDoubled, .reject, "columns \(first + 1) and \(index + 1) are both called '\(name)'",
                    context: ["column": name, "line": "\(position.line)", "byte": "\(position.byte)"])
            }
        }
        self.places = places
    }

    /// Faults with `csv.column.missing` when not one of `needs` is among `names`: that is a row and no header. Its cells
    /// are somebody's data, so they are not said.
    static func recognise(_ names: [String], _ needs: [String], at position: Position) throws(Fault) {
        let known = Set(names)
        guard needs.count > 1, names.count > 1, !needs.contains(where: known.contains) else { return }
        throw Fault(
            .csvColumnMissing, .reject,
            "line \(position.line) names none of the \(needs.count) columns that are needed ('\(needs[0])', '\(needs[1])', …): "
                + "the header is missing, or it is another file",
            remedy: "Export with the column names in the first line; or write 'header: no' in the profile and give "
                + "columns by number.",
            context: ["column": needs[0], "line": "\(position.line)", "byte": "\(position.byte)"])
    }

    /// Columns without names, called `1`, `2`, ….
    package init(numbered count: Int) {
        names = (0..<count).map { String($0 + 1) }
        places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }

    package var count: Int { names.count }

    /// The index of the column with exactly that name.
    package subscript(name: String) -> Int? { places[name] }

    /// The column whose name is most like `name`, when one is like it at all.
    package func nearest(_ name: String) -> String? { Exchange.nearest(name, among: names) }

    /// Faults with `csv.column.missing` unless every column in `needs` is there.
    package func demand(_ needs: [String], at position: Position = Position(line: 1)) throws(Fault) {
        let missing = needs.filter { places[$0] == nil }
        guard !missing.isEmpty else { return }
        let said = missing.map { name in
            nearest(name).map { "'\(name)' (nearest: '\($0)')" } ?? "'\(name)'"
        }
        let known = names.prefix(60).map { $0.isEmpty ? "(no name)" : $0 }.joined(separator: ", ")
        let more = names.count > 60 ? " and \(names.count - 60) more" : ""
        throw Fault(
            .csvColumnMissing, .reject,
            "the file has no column \(said.joined(separator: ", ")); its columns are: \(known)\(more)",
            context: ["column": missing[0], "line": "\(position.line)", "byte": "\(position.byte)"])
    }
}
