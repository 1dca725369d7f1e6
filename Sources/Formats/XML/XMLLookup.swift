/// Finds the values of paths in the records of one document.
struct XMLLookup {
    enum Found {
        case absent
        /// Of `XMLRecord.bytes`.
        case value(Range<Int>)
        /// There are elements in it, or text beside them.
        case structured(element: Int)
        /// More than one stands there, and the path does not say which.
        case several(second: Int)
    }

    private let paths: [XMLPath]
    /// For each step of each path, whether it accepts the name with that number.
    private var accepts: [[[Bool]]]
    private var attributes: [[Bool]]
    private var names = 0

    init(_ paths: [XMLPath]) {
        self.paths = paths
        accepts = paths.map { $0.steps.map { _ in [] } }
        attributes = paths.map { _ in [] }
    }

    /// Learns the names that have come since.
    mutating func learn(_ all: XMLNames) {
        while names < all.count {
            let name = all[names]
            for (path, text) in paths.enumerated() {
                for (step, wanted) in text.steps.enumerated() { accepts[path][step].append(wanted.accepts(name)) }
                if let attribute = text.attribute { attributes[path].append(attribute.accepts(name)) }
            }
            names += 1
        }
    }

    func find(_ path: Int, in record: XMLRecord) -> Found {
        var elements: (first: Int?, second: Int?) = (nil, nil)
        walk(path, 0, from: 0, record, &elements)
        guard let element = elements.first else { return .absent }
        if let second = elements.second { return .several(second: second) }
        return paths[path].attribute == nil ? text(of: element, record) : attribute(path, of: element, record)
    }

    /// Notes the first two elements to which the rest of the path leads.
    private func walk(
        _ path: Int, _ step: Int, from parent: Int, _ record: XMLRecord, _ found: inout (first: Int?, second: Int?)
    ) {
        if step == accepts[path].count {
            if found.first == nil { found.first = parent } else if found.second == nil { found.second = parent }
            return
        }
        let number = paths[path].steps[step].number
        var seen = 0
        var index = parent + 1
        // Whatever is within an element follows it, and nothing else comes between.
        while index < record.elements.count, record.elements[index].parent >= parent {
            let element = record.elements[index]
            if element.parent == parent, accepts[path][step][element.name] {
                seen += 1
                if number == nil || number == seen { walk(path, step + 1, from: index, record, &found) }
                if seen == number || found.second != nil { return }
            }
            index += 1
        }
    }

    private func text(of element: Int, _ record: XMLRecord) -> Found {
        let found = record.elements[element]
        if found.hasChildren || found.hasStrayText { return .structured(element: element) }
        return .value(found.text)
    }

    private func attribute(_ path: Int, of element: Int, _ record: XMLRecord) -> Found {
        for attribute in record.attributes[record.elements[element].attributes]
        where attributes[path][attribute.name] {
            return .value(attribute.text)
        }
        return .absent
    }
}
