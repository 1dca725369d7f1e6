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
    private var draft: XMLDraft
    /// What is ill-formed in it.
    private var flaws: [XMLProblem] = []
    private(set) var isInRecord = false
    private(set) var depth = 0
    private var recordDepth = 0
    private let interests: XMLInterests
    /// Of the element with that number, whether it is wanted, and whether its end is noted.
    private var isWanted: [Bool] = []
    private var isMeasured: [Bool] = []
    private var nameCount = 0
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
    private(set) var isTooMuch = false

    init(_ wanted: String, _ bounds: XMLBounds, _ interests: XMLInterests = XMLInterests()) {
        draft = XMLDraft(depth: bounds.depth)
        self.wanted = wanted
        self.interests = interests
        self.bounds = bounds
    }

    /// The name of the innermost open element, for messages.
    var innermost: String {
        guard isInRecord, draft.innermost >= 0 else { return root?.name.local ?? "?" }
        return names[draft.elements[draft.innermost].name].local
    }

    var openRecord: Int? { isInRecord && draft.elementCount > 0 ? draft.elements[0].byte : nil }

    func start(
        _ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, _ attributes: XMLAttributeList, line: Int,
        byte: Int
    ) {
        start(number(local, namespace), attributes, line: line, byte: byte)
    }

    /// The same by the number of the name.
    @inline(__always)
    func start(_ name: Int, _ attributes: XMLAttributeList, line: Int, byte: Int) {
        depth += 1
        if depth > bounds.depth || nameCount > bounds.names || attributes.count > bounds.attributes {
            return refuseStart(attributes.count, line, byte)
        }
        if isWanted[name] || !isInRecord { return startOutside(name, attributes, line, byte) }
        add(name, attributes, line, byte)
    }

    /// A start outside every record, or of a record.
    private func startOutside(_ name: Int, _ attributes: XMLAttributeList, _ line: Int, _ byte: Int) {
        if root == nil { root = XMLRoot(name: names[name], attributes: attributes.pairs, line: line, byte: byte) }
        if isWanted[name] {
            if isInRecord, !flaws.isEmpty, draft.openCount == 1 { finish(byte) }
            if !isInRecord { begin() }
        }
        if isInRecord { return add(name, attributes, line, byte) }
        if depth > 1 { stray(names[name], line, byte) }
        if interests.kept.contains(names[name].local) { keeping = (names[name].local, depth, []) }
    }

    private func refuseStart(_ attributes: Int, _ line: Int, _ byte: Int) {
        if depth > bounds.depth {
            return refuse("elements stand more than \(bounds.depth) deep in each other", line, byte)
        }
        if nameCount > bounds.names { return refuse("it has more than \(bounds.names) different names", line, byte) }
        refuse("an element has more than \(bounds.attributes) attributes", line, byte)
    }

    private func begin() {
        recordDepth = depth
        isInRecord = true
        draft.clear()
        flaws.removeAll()
    }

    @inline(__always)
    private func add(_ name: Int, _ list: XMLAttributeList, _ line: Int, _ byte: Int) {
        if draft.elementCount >= bounds.elements {
            return refuse("a record has more than \(bounds.elements) elements", line, byte)
        }
        let parent = draft.innermost
        if parent >= 0 { settle(parent) }
        let first = draft.attributeCount
        if list.count > 0 { add(list) }
        draft.add(name, parent: parent, line: line, byte: byte, attributesFrom: first)
    }

    private func add(_ list: XMLAttributeList) {
        for index in 0..<list.count {
            let attribute = list[index]
            draft.add(number(attribute.local, attribute.namespace), attribute.value)
        }
    }

    /// A child starts: text before it is no value.
    @inline(__always)
    private func settle(_ parent: Int) {
        draft.elements[parent].hasChildren = true
        let text = draft.elements[parent].text
        guard !text.isEmpty else { return }
        if !draft.isBlank(text) { draft.elements[parent].hasStrayText = true }
        if text.upperBound == draft.byteCount { draft.dropLast(text.count) }
        draft.elements[parent].text = text.lowerBound..<text.lowerBound
    }

    @inline(__always)
    func characters(_ text: UnsafeBufferPointer<UInt8>, line: () -> Int) {
        let last = draft.innermost
        guard isInRecord, last >= 0 else { return charactersOutside(text, line()) }
        if draft.elements[last].hasChildren {
            if !text.allSatisfy(XMLRecord.isSpace) { draft.elements[last].hasStrayText = true }
            return
        }
        if draft.byteCount + text.count > bounds.text {
            let element = draft.elements[last]
            return refuse("a record has more than \(bounds.text) bytes of text", element.line, element.byte)
        }
        draft.append(text)
        draft.elements[last].text = draft.elements[last].text.lowerBound..<draft.byteCount
    }

    private func charactersOutside(_ text: UnsafeBufferPointer<UInt8>, _ line: Int) {
        if keeping != nil, let room = keeping.map({ XMLInterests.longest - $0.text.count }) {
            keeping?.text.append(contentsOf: text.prefix(max(0, room)))
            return
        }
        if depth > 0, !text.allSatisfy(XMLRecord.isSpace) { stray(nil, line, 0) }
    }

    @inline(__always)
    func end(byte: () -> Int) {
        depth -= 1
        if depth <= 0 { isEnded = true }
        guard isInRecord else { return keep() }
        let last = draft.innermost
        if last >= 0 {
            draft.close()
            if isMeasured[draft.elements[last].name] { draft.elements[last].end = byte() }
        }
        if depth < recordDepth { finish(byte()) }
    }

    /// An element between the records is at its end.
    private func keep() {
        guard let keeping, depth < keeping.depth else { return }
        kept.add(keeping.local, keeping.text)
        self.keeping = nil
    }

    private func finish(_ byte: Int) {
        let record = spare.popLast() ?? XMLRecord(names)
        draft.copy(to: record)
        record.problems = flaws
        record.end = byte
        isInRecord = false
        ready.append(record)
    }

    /// Something is ill-formed where the parser stands.
    func add(_ problem: XMLProblem) {
        note(problem)
        last = problem
        if isInRecord { flaws.append(problem) } else { loose.append(problem) }
    }

    /// A character that was replaced: given to the record it stands in, or to none.
    func place(_ problem: XMLProblem) {
        note(problem)
        if let record = ready.first(where: { problem.byte < $0.end }) {
            if problem.byte >= record.elements[0].byte {
                record.problems.append(problem)
            } else {
                loose.append(problem)
            }
        } else if let open = openRecord, problem.byte >= open {
            flaws.append(problem)
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
        isTooMuch = true
    }

    func number(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?) -> Int {
        let number = names.number(local, namespace)
        if number == isWanted.count {
            nameCount = number + 1
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
