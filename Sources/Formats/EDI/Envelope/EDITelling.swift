import Exchange

/// What is said of bytes that should not be where they are.
extension EDIEnvelope {
    func tell(_ stray: EDIStray, _ report: Report) {
        let place = Position(record: counts.messages, byte: stray.start, line: stray.line)
        let bytes = counted(stray.count, "byte")
        if stray.isMark {
            voice.say(.ediMark, place, report, "The file begins with a byte order mark of UTF-8.")
        } else if stray.isPadding {
            voice.say(.ediPadding, place, report, "There are \(bytes) of blanks or blank lines before the interchange.")
        } else if counts.interchanges == 0, counts.messages == 0 {
            voice.say(
                .ediJunkBefore, place, report, "\(bytes) before the interchange are no EDIFACT; they were skipped.")
        } else {
            voice.say(
                .ediJunkAfter, place, report, "\(bytes) behind the interchange are no EDIFACT; they were skipped.")
        }
    }

    func tell(_ cut: EDICut, _ report: Report) {
        if !cut.tag.isUsual { tellTag(cut, report) }
        if !cut.marks.isClean { tellMarks(cut, report) }
        if !cut.isClosed {
            let end = cut.place(max(0, cut.bytes.count - 1))
            voice.say(
                .ediTruncated, Position(record: counts.messages, byte: end.byte, line: end.line, path: "\(cut.tag)"),
                report,
                "The file ends inside a segment, which began on line \(cut.line) (byte \(cut.start)).")
        }
    }

    private func tellTag(_ cut: EDICut, _ report: Report) {
        guard cut.isClosed else { return }
        let isEmpty = cut.pieces.count == 1 && cut.pieces[0].isEmpty
        if isEmpty {
            voice.say(
                .ediSegmentEmpty, place(cut, 0, path: nil), report, "A segment terminator stands where a tag should.")
        } else {
            voice.say(
                .ediTag, place(cut, 0, path: nil), report,
                "A segment does not begin with a tag of three letters, but with '\(EDITelling.shown(cut))'.")
        }
    }

    private func tellMarks(_ cut: EDICut, _ report: Report) {
        let marks = cut.marks
        if marks.wrap >= 0 {
            voice.say(.ediWrap, place(cut, marks.wrap), report, "A line break stands inside the segment \(cut.tag).")
        }
        if marks.trailing >= 0 {
            voice.say(
                .ediTrailing, place(cut, marks.trailing), report,
                "The segment \(cut.tag), or an element in it, ends with a separator.")
        }
        if marks.control >= 0 {
            voice.say(
                .ediControl, place(cut, marks.control), report,
                "A control character stands inside the segment \(cut.tag).")
        }
        if marks.padding >= 0 {
            voice.say(
                .ediPadding, place(cut, marks.padding, path: nil), report,
                "Blanks or NUL bytes stand behind the segment \(cut.tag).")
        }
    }

    private func place(_ cut: EDICut, _ offset: Int, path: String? = "") -> Position {
        let place = cut.place(offset)
        return Position(
            record: counts.messages, byte: place.byte, line: place.line, path: path.map { _ in "\(cut.tag)" })
    }
}

/// Text of a file in a sentence.
enum EDITelling {
    /// The beginning of a segment, without what no terminal should see.
    static func shown(_ cut: EDICut) -> String {
        String(decoding: cut.bytes.prefix(min(12, cut.content)).filter { (0x20..<0x7F).contains($0) }, as: UTF8.self)
    }
}
