import CXML
import Exchange

/// Owns libxml2's push parser and passes its events on. Nothing outside the bytes it is given is ever read: a document
/// type ends the reading before anything in it is looked at.
final class XMLParser {
    private let api: exchange_xml_api
    private let parser: UnsafeMutableRawPointer
    private let box: XMLParserBox
    private let cutting: XMLCutting
    private var isFinishing = false
    /// The input ended before the document did.
    private(set) var endsTooEarly = false
    private var fed = 0
    /// Bytes and lines in front of what the parser was given.
    private var skippedBytes = 0
    private var skippedLines = 0
    /// Events that somebody else has told already.
    private var knownStarts = 0
    private var knownEnds = 0
    private var hasMistakes = false
    /// Places can be counted for UTF-8 at no cost; elsewhere the library would convert back each time.
    private var countsBytes = true
    private(set) var documentType: Int?
    /// The parser gave up: it takes no more.
    private(set) var isOver = false

    init(_ cutting: XMLCutting) throws(Fault) {
        let api = try XMLLibrary.load()
        var sax = exchange_xml_sax()
        XMLParser.connect(&sax)
        // The parser needs to know whom to call, and only the finished object can be that: it is told below.
        let box = XMLParserBox()
        guard let parser = api.create_push(&sax, Unmanaged.passUnretained(box).toOpaque(), nil, 0, nil) else {
            throw Fault(.xmlLibrary, .stop, "libxml2 could not be started")
        }
        _ = api.use_options(parser, Int32(EXCHANGE_XML_RECOVER | EXCHANGE_XML_NONET))
        self.api = api
        self.parser = parser
        self.box = box
        self.cutting = cutting
        box.parser = Unmanaged.passUnretained(self)
    }

    deinit { api.free(parser) }

    func begin(_ prologue: XMLPrologue, lines: Int) {
        skippedBytes = prologue.skipped
        skippedLines = lines
        countsBytes = prologue.isUTF8
    }

    /// Goes on in the middle of a document: `standing` is markup that makes the elements open there, whose events are known.
    func resume(at offset: Int, line: Int, behind standing: [UInt8], _ elements: Int) {
        knownStarts = elements
        knownEnds = standing.last == 0x3E && standing.dropLast().last == 0x2F ? 1 : 0
        skippedBytes = offset - standing.count
        skippedLines = line - 1
        if !standing.isEmpty { standing.withUnsafeBufferPointer(parse) }
    }

    func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !isOver else { return }
        fed += bytes.count
        bytes.withMemoryRebound(to: CChar.self) { text in
            _ = api.parse_chunk(parser, text.baseAddress, Int32(text.count), 0)
        }
        if cutting.tooMuch != nil || documentType != nil { isOver = true }
    }

    func finish() {
        guard !isOver else { return }
        isFinishing = true
        _ = api.parse_chunk(parser, nil, 0, 1)
    }

    /// Bytes that were given and of which nothing has been made yet.
    var pending: Int { fed - (countsBytes ? max(0, api.byte_consumed(parser)) : fed) }

    var line: Int { Int(api.line_number(parser)) + skippedLines }
    var byte: Int { countsBytes ? max(0, api.byte_consumed(parser)) + skippedBytes : fed + skippedBytes }

    private func stopIfTooMuch() {
        if cutting.tooMuch != nil { api.stop(parser) }
    }

    fileprivate func start(
        _ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?, _ attributes: XMLAttributeList
    ) {
        keepReferences()
        if knownStarts > 0 {
            knownStarts -= 1
            return
        }
        cutting.start(local, uri, attributes, line: line, byte: byte)
        stopIfTooMuch()
    }

    fileprivate func characters(_ text: UnsafeBufferPointer<UInt8>) {
        keepReferences()
        cutting.characters(text) { line }
        stopIfTooMuch()
    }

    fileprivate func end() {
        keepReferences()
        if knownEnds > 0 {
            knownEnds -= 1
            return
        }
        cutting.end { byte }
    }

    fileprivate func refuseDocumentType() {
        documentType = line
        api.stop(parser)
    }

    /// The library notes a mistake when it has told us of it; this comes with the next event.
    private func keepReferences() {
        if hasMistakes { exchange_xml_keep_references(parser) }
    }

    fileprivate func complain(_ error: exchange_xml_error) {
        hasMistakes = true
        // Warnings, and what is said about a parser that was stopped on purpose (XML_ERR_USER_STOP).
        if error.level < 2 || error.code == 111 || cutting.tooMuch != nil || documentType != nil { return }
        // That the end comes too early is said with the place it comes at.
        if isFinishing, !cutting.isEnded {
            endsTooEarly = true
            return
        }
        let problem = XMLProblem(
            library: Int(error.code), open: cutting.innermost, line: max(1, Int(error.line)) + skippedLines, byte: byte)
        cutting.add(problem)
        stopIfTooMuch()
    }

    private static func connect(_ sax: inout exchange_xml_sax) {
        exchange_xml_use_sax2(&sax)
        sax.internal_subset = { user, _, _, _ in XMLParserBox.parser(user)?.refuseDocumentType() }
        sax.start_element = { user, local, _, uri, _, _, count, _, attributes in
            guard let local else { return }
            XMLParserBox.parser(user)?.start(local, uri, XMLAttributeList(attributes, Int(count)))
        }
        sax.end_element = { user, _, _, _ in XMLParserBox.parser(user)?.end() }
        let text: exchange_xml_text = { user, text, length in
            XMLParserBox.parser(user)?.characters(UnsafeBufferPointer(start: text, count: Int(length)))
        }
        sax.characters = text
        sax.ignorable_whitespace = text
        sax.cdata_block = text
        sax.complaint = { user, error in
            guard let error else { return }
            XMLParserBox.parser(user)?.complain(error.pointee)
        }
    }
}

/// What libxml2 is given to find its way back to us.
final class XMLParserBox {
    /// Unretained: the parser owns the box.
    fileprivate(set) var parser: Unmanaged<XMLParser>?

    @inline(__always)
    static func parser(_ user: UnsafeMutableRawPointer?) -> XMLParser? {
        user.flatMap { Unmanaged<XMLParserBox>.fromOpaque($0).takeUnretainedValue().parser?.takeUnretainedValue() }
    }
}
