import Exchange

/// Writes an interchange of messages as strict reading accepts it: with UNA, every separator in a text released, no empty
/// elements at the ends, counts as they are. What it wrote reads back as the same segments.
///
/// It repairs nothing: a character that the character set has not, a line break in a value or a tag that is none is the
/// fault `edi.unwritable`.
package struct EDIWriter: Writer {
    private let header: EDIHeader
    private let encoding: EDISegmentWriting
    private let syntax: String
    private var count = 0

    /// `syntax`: `UNOA` to `UNOK`, `UNOY`. `breaksLines`: a line feed behind every segment; some systems want none.
    package init(
        _ header: EDIHeader, syntax: String = "UNOC", separators: EDISeparators = .written, breaksLines: Bool = true
    ) {
        self.header = header
        self.syntax = syntax
        encoding = EDISegmentWriting(
            separators, EDICharset.declared(by: syntax) ?? .ascii, lineBreak: breaksLines ? [0x0A] : [])
    }

    package mutating func begin(_ sink: any ByteSink) throws(Fault) {
        try sink.write(encoding.advice)
        try sink.write(encoding.bytes(header.segment(syntax)))
    }

    package mutating func write(_ draft: borrowing EDIDraft, to sink: any ByteSink) throws(Fault) {
        count += 1
        try sink.write(encoding.bytes(draft.header))
        for segment in draft.segments { try sink.write(encoding.bytes(segment)) }
        let trailer = EDIPlainSegment("UNT", [["\(draft.segments.count + 2)"], [draft.reference]])
        try sink.write(encoding.bytes(trailer))
    }

    package mutating func finish(_ sink: any ByteSink) throws(Fault) {
        try sink.write(encoding.bytes(EDIPlainSegment("UNZ", [["\(count)"], [header.reference]])))
    }
}

extension EDISeparators {
    /// What is written: level A's, with a decimal point.
    package static let written = EDISeparators(
        component: 0x3A, element: 0x2B, decimalMark: 0x2E, release: 0x3F, terminator: 0x27)
}
