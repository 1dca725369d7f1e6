import Exchange

/// Segments as bytes, in one set of separators and one character set.
struct EDISegmentWriting {
    let separators: EDISeparators
    let charset: EDICharset
    let lineBreak: [UInt8]

    init(_ separators: EDISeparators, _ charset: EDICharset, lineBreak: [UInt8]) {
        self.separators = separators
        self.charset = charset
        self.lineBreak = lineBreak
    }

    /// UNA.
    var advice: [UInt8] {
        Array("UNA".utf8)
            + [
                separators.component, separators.element, separators.decimalMark ?? 0x2E,
                separators.release ?? 0x20, separators.repetition ?? 0x20, separators.terminator,
            ] + lineBreak
    }

    func bytes(_ segment: EDIPlainSegment) throws(Fault) -> [UInt8] {
        let segment = segment.trimmed
        guard EDITag(segment.tag).isUsual else {
            throw Fault(.ediUnwritable, .stop, "'\(segment.tag.prefix(8))' is no segment tag")
        }
        var bytes = Array(segment.tag.utf8)
        for part in segment.nesting {
            bytes.append(separators.component)
            try append(part, segment, to: &bytes)
        }
        for element in segment.elements {
            bytes.append(separators.element)
            for (index, component) in element.enumerated() {
                if index > 0 { bytes.append(separators.component) }
                try append(component, segment, to: &bytes)
            }
        }
        bytes.append(separators.terminator)
        return bytes + lineBreak
    }

    private func append(_ text: String, _ segment: EDIPlainSegment, to bytes: inout [UInt8]) throws(Fault) {
        guard let encoded = charset.encode(text) else {
            throw Fault(
                .ediUnwritable, .stop,
                "a value of the segment \(segment.tag) has a character that \(charset.rawValue) has not")
        }
        try append(raw: encoded, segment.tag, to: &bytes)
    }

    /// Bytes that are in the character set already.
    func append(raw: [UInt8], _ tag: String, to bytes: inout [UInt8]) throws(Fault) {
        for byte in raw {
            guard byte >= 0x20 else {
                throw Fault(
                    .ediUnwritable, .stop, "a value of the segment \(tag) has a line break or a control character")
            }
            if isSeparator(byte) {
                guard let release = separators.release else {
                    throw Fault(
                        .ediUnwritable, .stop, "a value of the segment \(tag) has a separator, and nothing releases it")
                }
                bytes.append(release)
            }
            bytes.append(byte)
        }
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == separators.component || byte == separators.element || byte == separators.terminator
            || byte == separators.release || byte == separators.repetition
    }
}
