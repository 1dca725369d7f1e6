import Exchange

/// Makes records of a parser's events: each element with the wanted name, outside another such, with all that is in it.
///
/// Where the parser has gone on behind an ill-formed place and the wanted element starts within itself, the one before
/// lost its end tag: it is closed there, so that one bad record does not swallow the next.
final class XMLCutting {
    private let wanted: String
    private let bounds: XMLBounds
    let names = XMLNames()
    private var spare: [XMLRecord] = []
    private var current: XMLRecord?
    /// The elements of the current record that are open, innermost last.
    private var open: [Int] = []
    private(set) var depth = 0
    var isInRecord: Bool { current != nil }
    private var recordDepth = 0
    /// Whether the element with that number is wanted.
    private var isWanted: [Bool] = []
    private let interests: XMLInterests
    /// Whether the end of the element with that number is noted.
    private var isMeasured: [Bool] = []
    let kept = XMLKept()
    /// One of them, while it is open.
    private var keeping: (local: String, depth: Int, text: [UInt8])?

    private(set) var ready: [XMLRecord] = []
    private(set) var root: XMLRoot?
    private(set) var isEnded = false
    /// Elements and text that stand outside every record, the first of each name.
    private(set) var outside: [XMLOutside] = []
    /// What is ill-formed outside every record.
    private(set) var loose: [XMLProblem] = []
    private(set) var problems = 0
    private(set) var first: XMLProblem?
    /// The last one that the parser itself complained about.
    private(set) var last: XMLProblem?
    private(set) var tooMuch: (what: String, line: Int, byte: Int)?

    init(_ wanted: String, _ bounds: XMLBounds, _ interests: XMLInterests = XMLInterests()) {
        self.wanted = wanted
        self.interests = interests
        self.bounds = bounds
    }

    /// The name of the innermost open element, for messages.
    var innermost: String {
        guard let current, let last = open.last else { return root?.name.local ?? "?" }
        return current.name(last).local
    }

    var openRecord: Int? { current?.elements.first?.byte }

    func start(
        _ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, _ attributes: XMLAttributeList, line: Int,
        byte: Int
    ) {
        depth += 1
        if depth > bounds.depth {
            return refuse("elements stand more than \(bounds.depth) deep in each other", line, byte)
        }
        let name = number(local, namespace)
        if names.count > bounds.names { return refuse("it has more than \(bounds.names) different names", line, byte) }
        if attributes.count > bounds.attributes {
            return refuse("an element has more than \(bounds.attributes) attributes", line, byte)
        }
        if root == nil {
            root = XMLRoot(name: names[name], attributes: attributes.pairs, line: line, byte: byte)
        }
        if isWanted[name] {
            if let current, !current.problems.isEmpty, open.count == 1 { finish(current, byte) }
            if current == nil { begin() }
        }
        guard let current else {
            if depth > 1 { stray(names[name], line, byte) }
            if interests.kept.contains(names[name].local) { keeping = (names[name].local, depth, []) }
            return
        }
        add(name, attributes, to: current, line, byte)
    }

    private func begin() {
        recordDepth = depth
        open.removeAll(keepingCapacity: true)
        current = spare.popLast() ?? XMLRecord(names)
    }

    private func add(_ name: Int, _ list: XMLAttributeList, to record: XMLRecord, _ line: Int, _ byte: Int) {
        if record.elements.count >= bounds.elements {
            return refuse("a record has more than \(bounds.elements) elements", line, byte)
        }
        let parent = open.last ?? -1
        if parent >= 0 { settle(parent, in: record) }
        let first = record.attributes.count
        for index in 0..<list.count {
            let attribute = list[index]
            let start = record.bytes.count
            record.bytes.append(contentsOf: attribute.value)
            record.attributes.append(
                XMLRecord.Attribute(
                    name: number(attribute.local, attribute.namespace), text: start..<record.bytes.count))
        }
        let end = record.bytes.count
        open.append(record.elements.count)
        record.elements.append(
            XMLRecord.Element(
                name: name, parent: parent, line: line, byte: byte, text: end..<end,
                attributes: first..<record.attributes.count))
    }

    /// A child starts: text before it is no value.
    private func settle(_ parent: Int, in record: XMLRecord) {
        let text = record.elements[parent].text
        record.elements[parent].hasChildren = true
        guard !text.isEmpty else { return }
        if !record.trimmed(text).isEmpty { record.elements[parent].hasStrayText = true }
        if text.upperBound == record.bytes.count { record.bytes.removeLast(text.count) }
        record.elements[parent].text = text.lowerBound..<text.lowerBound
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>, line: () -> Int) {
        guard let current, let last = open.last else {
            if keeping != nil, let room = keeping.map({ XMLInterests.longest - $0.text.count }) {
                keeping?.text.append(contentsOf: text.prefix(max(0, room)))
                return
            }
            if depth > 0, !text.allSatisfy(XMLRecord.isSpace) { stray(nil, line(), 0) }
            return
        }
        if current.elements[last].hasChildren {
            if !text.allSatisfy(XMLRecord.isSpace) { current.elements[last].hasStrayText = true }
            return
        }
        if current.bytes.count + text.count > bounds.text {
            let element = current.elements[last]
            return refuse("a record has more than \(bounds.text) bytes of text", element.line, element.byte)
        }
        current.bytes.append(contentsOf: text)
        let start = current.elements[last].text.lowerBound
        current.elements[last].text = start..<current.bytes.count
    }

    func end(byte: () -> Int) {
        depth -= 1
        if depth <= 0 { isEnded = true }
        guard let current else { return keep() }
        if let last = open.popLast(), isMeasured[current.elements[last].name] { current.elements[last].end = byte() }
        if depth < recordDepth { finish(current, byte()) }
    }

    /// An element between the records is at its end.
    private func keep() {
        guard let keeping, depth < keeping.depth else { return }
        kept.add(keeping.local, keeping.text)
        self.keeping = nil
    }

    private func finish(_ record: XMLRecord, _ byte: Int) {
        record.end = byte
        current = nil
        ready.append(record)
    }

    /// Something is ill-formed where the parser stands.
    func add(_ problem: XMLProblem) {
        note(problem)
        last = problem
        if let current { current.problems.append(problem) } else { loose.append(problem) }
    }

    /// A character that was replaced: given to the record it stands in, or to none.
    func place(_ problem: XMLProblem) {
        note(problem)
        let record = ready.first { problem.byte < $0.end } ?? current
        if let record, let start = record.elements.first, problem.byte >= start.byte {
            record.problems.append(problem)
        } else {
            loose.append(problem)
        }
    }

    private func note(_ problem: XMLProblem) {
        problems += 1
        if first == nil { first = problem }
        if problems > bounds.problems {
            refuse("more than \(bounds.problems) places are ill-formed", problem.line, problem.byte)
        }
    }

    private func refuse(_ what: String, _ line: Int, _ byte: Int) {
        if tooMuch == nil { tooMuch = (what, line, byte) }
    }

    private func number(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?) -> Int {
        let number = names.number(local, namespace)
        if number == isWanted.count {
            isWanted.append(names[number].local == wanted)
            isMeasured.append(interests.measured.contains(names[number].local))
        }
        return number
    }

    private func stray(_ name: XMLName?, _ line: Int, _ byte: Int) {
        guard outside.count < 100, !outside.contains(where: { $0.name == name && $0.depth == depth }) else { return }
        outside.append(XMLOutside(name: name, depth: depth, line: line, byte: byte))
    }

    /// Hands over what is complete; `give` each back when it has been read.
    func takeReady() -> [XMLRecord] {
        defer { ready.removeAll(keepingCapacity: true) }
        return ready
    }

    func takeLoose() -> [XMLProblem] {
        defer { loose.removeAll() }
        return loose
    }

    func give(_ record: XMLRecord) {
        record.clear()
        spare.append(record)
    }
}
