import Exchange
import Formats

/// What is found about one user, said with the user's identifier and the place.
struct ForeignUserFindings {
    let record: XMLRecord
    private let position: Position
    private let report: Report
    var isGood = true

    init(_ record: XMLRecord, _ position: Position, _ report: Report) {
        self.record = record
        self.position = position
        self.report = report
    }

    /// How a person finds this user in the file.
    private var called: String {
        position.path.flatMap { $0.isEmpty ? nil : $0 } ?? "user \(position.record)"
    }

    mutating func add(_ severity: Severity, _ code: Code, _ index: Int, _ path: String?, _ words: String) {
        if severity == .error { isGood = false }
        let element = record.elements[index]
        let place = Position(
            record: position.record, byte: element.byte, line: element.line,
            path: path.map { "\(called)/\($0)" } ?? called)
        report.add(Finding(severity, code, place, "\(called): \(path.map { "\($0): " } ?? "")\(words)."))
    }

    /// An element that the schema does not have below `parent`.
    mutating func unknown(_ index: Int, below parent: Int, _ schema: ForeignSchema) {
        let name = record.name(index).local
        let shown = PlacePath.readable(name)
        let homes = schema.homes(name)
        if let home = homes.first {
            let meant = homes.count > 1 ? "one of: \(homes.joined(separator: ", "))" : "<\(home)>"
            return add(
                .error, .userElement, index, shown,
                "it stands in <\(schema.elements[parent].name)>, where it is not read; it belongs in \(meant)")
        }
        let known = schema.elements[parent].children.map { schema.elements[$0].name }
        let hint = nearest(name, among: known).map { "; is '\($0)' meant?" } ?? ""
        add(
            .error, .userElement, index, shown,
            "there is no such element in <\(schema.elements[parent].name)>\(hint)")
    }

    /// Attributes of an element: known ones, and yes or no where they say yes or no.
    mutating func attributes(
        _ index: Int, _ kind: ForeignSchema.Element, _ path: @autoclosure () -> String, _ said: inout Set<String>
    ) {
        for attribute in record.attributes[record.elements[index].attributes] {
            let name = record.names[attribute.name].local
            let isOurs = record.names[attribute.name].namespace.isEmpty
            if !isOurs { continue }
            guard kind.attributes.contains(name) else {
                let hint = nearest(name, among: kind.attributes).map { "; is '\($0)' meant?" } ?? ""
                add(
                    .warning, .userElement, index, path(),
                    "there is no attribute '\(PlacePath.readable(name))' here\(hint)")
                continue
            }
            if name == "segment_type", said.insert(name).inserted {
                add(.note, .userUnread, index, path(), "the load does not read 'segment_type' (said once)")
            }
            if name.hasPrefix("preferred"), ForeignValue.boolean(record.text(attribute.text)) == nil {
                add(.error, .userBoolean, index, path(), "the attribute '\(name)' is neither 'true' nor 'false'")
            }
        }
    }

    /// More than one preferred of a kind.
    mutating func preferences(_ kinds: [Int], _ schema: ForeignSchema) {
        var first: [Int: Set<String>] = [:]
        for index in record.elements.indices where kinds[index] >= 0 && !record.elements[index].attributes.isEmpty {
            guard schema.segments[kinds[index]] != nil else { continue }
            for attribute in record.attributes[record.elements[index].attributes] {
                let name = record.names[attribute.name].local
                guard name.hasPrefix("preferred"), ForeignValue.boolean(record.text(attribute.text)) == true else {
                    continue
                }
                if first[kinds[index], default: []].insert(name).inserted { continue }
                add(.error, .userPreferred, index, schema.path(kinds[index]), "more than one of a kind is '\(name)'")
            }
        }
    }
}
