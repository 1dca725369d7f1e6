import Exchange

/// Reads XML from anywhere through libxml2, and cuts it into records: every element with the local name asked for,
/// outside another such. Namespaces are kept apart from names, prefixes mean nothing.
///
/// - Bounded (`XMLBounds`), never beyond the bytes given: DOCTYPE is `xml.doctype`, too much of anything `xml.large`.
/// - What is ill-formed is an error finding with record, line and byte, and reading goes on where it can: the record is
///   emitted with its `problems`. Only what cannot be read on from is a fault (`xml.illformed`, `xml.cut`).
/// - Memory does not grow with the file. The same outcome whatever the chunks.
package struct XMLReading: Reader {
    package typealias Emit = (borrowing XMLRecord, Position) throws(Fault) -> Demand

    private let bounds: XMLBounds
    private let label: String?
    private let blocks = XMLBlocks()
    private let cutting: XMLCutting
    private let parser: XMLParser
    /// Reads as long as the document is plain; nil once libxml2 has taken over.
    private var quick: XMLQuick?
    /// Records emitted so far.
    package private(set) var records = 0

    /// `label` is the child whose text names a record in findings.
    /// `isThorough` leaves all of the document to libxml2: for tests, and where a second opinion is wanted.
    package init(
        _ record: String, label: String? = nil, interests: XMLInterests = XMLInterests(),
        bounds: XMLBounds = .standard, isThorough: Bool = false
    ) throws(Fault) {
        self.bounds = bounds
        self.label = label
        cutting = XMLCutting(record, bounds, interests)
        parser = try XMLParser(cutting)
        quick = isThorough ? nil : XMLQuick(cutting)
    }

    /// The root element, once it has been read.
    package var root: XMLRoot? { cutting.root }
    /// What stands between the records, the first of each kind.
    package var outside: [XMLOutside] { cutting.outside }
    /// The texts between the records that were asked for, as far as they have been read.
    package var kept: XMLKept { cutting.kept }
    /// How many places are ill-formed, and the first of them.
    package var problems: (count: Int, first: XMLProblem?) { (cutting.problems, cutting.first) }
    /// The encoding, where the document says one other than UTF-8.
    package var foreignEncoding: String? { blocks.prologue.flatMap { $0.isUTF8 ? nil : $0.encoding } }
    /// A byte within the start tag of the record that is being read, if one is.
    package var openRecord: Int? { cutting.openRecord }
    /// Everything before this byte of the document has been read.
    package var parsed: Int { quick?.offset ?? parser.byte }
    /// How far the document is known to go on as it stands: a token broken off is counted.
    package var taken: Int { quick.map { $0.offset + $0.unread.count } ?? parser.byte }
    package var hasByteOrderMark: Bool { blocks.prologue?.hasByteOrderMark ?? false }

    package mutating func read(_ chunk: RawSpan, report: Report, _ emit: Emit) throws(Fault) -> Demand {
        try chunk.withUnsafeBytes { bytes throws(Fault) in try read(bytes, report: report, emit) }
    }

    package mutating func read(
        _ bytes: UnsafeRawBufferPointer, report: Report, _ emit: Emit
    ) throws(Fault) -> Demand {
        var rest = bytes
        while true {
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(blocks.fill(rest)))
            guard blocks.isFull else { return .more }
            if try step(isLast: false, report, emit) == .enough { return .enough }
        }
    }

    package mutating func finish(report: Report, _ emit: Emit) throws(Fault) {
        if try step(isLast: true, report, emit) == .enough { return }
        // At its end the parser makes an element even of half a tag: what was open is asked for before.
        let open = cutting.innermost
        if let quick, cutting.tooMuch == nil {
            if quick.isWhole { return }
            handOver(quick)
        }
        parser.finish()
        noteCharacters(isLast: true)
        if try hand(over: report, emit) == .enough { return }
        try refuse()
        if !cutting.isEnded || parser.endsTooEarly { throw broken(open) }
    }

    /// Parses the block that is full, or the last one.
    private mutating func step(isLast: Bool, _ report: Report, _ emit: Emit) throws(Fault) -> Demand {
        let (blocks, parser, quick) = (blocks, parser, quick)
        var isPlain = quick != nil
        blocks.lend(isLast: isLast) { bytes in
            if blocks.offset == 0, let prologue = blocks.prologue {
                parser.begin(prologue, lines: blocks.skippedLines)
                quick?.begin(at: prologue.skipped, line: blocks.skippedLines + 1)
                isPlain = isPlain && prologue.isUTF8
            }
            isPlain = isPlain && blocks.problems.isEmpty
            if let quick, isPlain {
                isPlain = quick.parse(bytes)
                if !isPlain { handOver(quick) }
            } else {
                if let quick { handOver(quick) }
                parser.parse(bytes)
            }
        }
        if !isPlain { self.quick = nil }
        noteCharacters()
        let demand = try hand(over: report, emit)
        try refuse()
        if demand == .more, parser.pending > bounds.tag {
            if cutting.problems > 0 { throw broken(cutting.innermost) }
            throw Fault(
                .xmlLarge, .reject, "Line \(parser.line): a tag or comment is larger than \(bounds.tag) bytes.",
                context: ["line": "\(parser.line)", "byte": "\(parser.byte)"])
        }
        return demand
    }

    /// libxml2 goes on where the quick way stopped.
    private func handOver(_ quick: XMLQuick) {
        let (text, elements) = quick.standing
        parser.resume(at: quick.offset, line: quick.line, behind: text, elements)
        if !quick.unread.isEmpty { quick.unread.withUnsafeBufferPointer(parser.parse) }
    }

    /// Characters were noted before the parser came to them: each goes to the record it stands in, or to none.
    private func noteCharacters(isLast: Bool = false) {
        let reached = isLast ? Int.max : parser.byte
        let count = blocks.problems.prefix { $0.byte < reached }.count
        for problem in blocks.problems.prefix(count) { cutting.place(problem) }
        blocks.problems.removeFirst(count)
    }

    private mutating func hand(over report: Report, _ emit: Emit) throws(Fault) -> Demand {
        for problem in cutting.takeLoose() { report.add(finding(problem, 0, nil)) }
        for record in cutting.takeReady() {
            records += 1
            let path = label.flatMap { record.child($0) }.map { PlacePath.readable(record.text($0)) }
            for problem in record.problems { report.add(finding(problem, records, path)) }
            let start = record.elements[0]
            let position = Position(record: records, byte: start.byte, line: start.line, path: path)
            if try emit(record, position) == .enough { return .enough }
            cutting.give(record)
        }
        return .more
    }

    private func finding(_ problem: XMLProblem, _ record: Int, _ path: String?) -> Finding {
        Finding(
            .error, problem.code, Position(record: record, byte: problem.byte, line: problem.line, path: path),
            problem.message)
    }

    private func refuse() throws(Fault) {
        if let line = parser.documentType {
            throw Fault(
                .xmlDocumentType, .reject, "Line \(line): the file has a document type (DOCTYPE) and is not read.",
                context: ["line": "\(line)", "byte": "\(parser.byte)"])
        }
        guard let (what, line, byte) = cutting.tooMuch else { return }
        throw Fault(
            .xmlLarge, .reject, "Line \(line): \(what).", context: ["line": "\(line)", "byte": "\(byte)"])
    }

    /// Reading cannot go on.
    private func broken(_ open: String) -> Fault {
        let read = "\(records) record\(records == 1 ? " was" : "s were") read before"
        if let last = cutting.last, parser.byte < last.byte {
            return Fault(
                .xmlIllFormed, .reject, "Line \(last.line): \(last.message) Nothing behind it could be read; \(read).",
                context: ["line": "\(last.line)", "byte": "\(last.byte)"])
        }
        let at = blocks.offset
        guard root != nil else {
            return Fault(.xmlCut, .reject, "The file has no XML element in it.", context: ["byte": "\(at)"])
        }
        return Fault(
            .xmlCut, .reject, "The file ends inside <\(PlacePath.readable(open))>; \(read).", context: ["byte": "\(at)"]
        )
    }
}
