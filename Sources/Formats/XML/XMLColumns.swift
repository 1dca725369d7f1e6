import Exchange

/// Which columns have been in any record, and what the records have beside, for the message that one is in none.
struct XMLColumns {
    /// Records looked at for what they have.
    private static let sample = 50
    private static let most = 200

    private let paths: [XMLPath]
    private var isThere: [Bool]
    private var missing: Int
    private var sound = 0
    private var names: [String] = []
    private var known: Set<String> = []

    init(_ paths: [XMLPath]) {
        self.paths = paths
        isThere = paths.map { _ in false }
        missing = paths.count
    }

    mutating func note(_ record: XMLRecord) {
        sound += 1
        if missing == 0 || sound > XMLColumns.sample { return }
        for index in record.elements.indices {
            let element = record.elements[index]
            let way = XMLColumns.way(to: index, record)
            for attribute in record.attributes[element.attributes] {
                add((way.isEmpty ? "" : way + "/") + "@" + record.names[attribute.name].local)
            }
            if !element.hasChildren, !way.isEmpty { add(way) }
        }
    }

    mutating func note(_ cell: Int) {
        if isThere[cell] { return }
        isThere[cell] = true
        missing -= 1
    }

    private mutating func add(_ name: String) {
        if names.count < XMLColumns.most, known.insert(name).inserted { names.append(name) }
    }

    private static func way(to index: Int, _ record: XMLRecord) -> String {
        var names: [String] = []
        var index = index
        while index > 0 {
            names.append(record.name(index).local)
            index = record.elements[index].parent
        }
        return names.reversed().joined(separator: "/")
    }

    /// Says which columns none of the records had.
    func judge(_ report: Report) throws(Fault) {
        guard missing > 0, sound > 0 else { return }
        let count = "\(sound) record\(sound == 1 ? "" : "s")"
        let shown = names.prefix(40).map(PlacePath.readable).joined(separator: ", ")
        if missing == paths.count, paths.count > 1 {
            throw Fault(
                .xmlColumnsAbsent, .reject,
                "none of the \(paths.count) columns that are needed ('\(paths[0].text)', '\(paths[1].text)', …) is in any of "
                    + "\(count); they have: \(shown)",
                context: ["column": paths[0].text, "byte": "0"])
        }
        for (path, isThere) in zip(paths, isThere) where !isThere {
            let near = nearest(path.text, among: names).map { " (nearest: '\(PlacePath.readable($0))')" } ?? ""
            report.add(
                Finding(
                    .warning, .xmlColumnAbsent, Position(path: path.text),
                    "column '\(path.text)' is in none of \(count)\(near)"))
        }
    }
}
