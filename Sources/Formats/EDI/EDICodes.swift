import Exchange

extension Code {
    package static let ediEmpty = Code(
        "edi.empty", .data, owner: .vendor,
        cause: "The file has no bytes, or only blank ones.",
        remedy: "Ask the vendor whether there should have been anything in it.")

    package static let ediForeign = Code(
        "edi.foreign", .data, owner: .vendor,
        cause:
            "There is no UNA, UNB or UNH in the file, so it is not EDIFACT: perhaps a message of a server, X12, "
            + "TRADACOMS, or an encrypted or packed file.",
        remedy: "Look at the first lines; ask whoever puts the file there.")

    package static let ediSegmentLong = Code(
        "edi.segment.long", .data, owner: .vendor,
        cause:
            "A segment has no end where one must be. Usually the segment terminator is another character than "
            + "the file says, or a part of the file is lost.",
        remedy:
            "Look at the place named; fetch the file again; if it is the same, ask the vendor for a complete "
            + "one.")

    package static let ediMessageLong = Code(
        "edi.message.long", .data, owner: .vendor,
        cause: "A message is larger than any real one. Usually its UNT is lost, or the file is no list of messages.",
        remedy:
            "Look at the place named; fetch the file again; if it is the same, ask the vendor for a complete "
            + "one.")

    package static let ediMark = Code(
        "edi.mark", .data, owner: .vendor,
        cause: "The file begins with a byte order mark, which EDIFACT does not know.",
        remedy: "Nothing needs doing.")

    package static let ediJunkBefore = Code(
        "edi.junk.before", .data, owner: .vendor,
        cause:
            "Something that is not EDIFACT stands before the interchange: the head of a mail, the output of a "
            + "program.",
        remedy: "Nothing needs doing now; tell the vendor, because other systems may refuse such a file.")

    package static let ediJunkAfter = Code(
        "edi.junk.after", .data, owner: .vendor,
        cause: "Something that is not EDIFACT stands behind an interchange.",
        remedy: "Look at it: if it is the rest of a lost segment, ask the vendor for the file again.")

    package static let ediPadding = Code(
        "edi.padding", .data, owner: .vendor,
        cause: "Blanks, NUL bytes or blank lines stand before, between or behind segments.",
        remedy: "Nothing needs doing.")

    package static let ediWrap = Code(
        "edi.wrap", .data, owner: .vendor,
        cause:
            "Line breaks stand inside segments: some program has cut the file into lines of a fixed length. "
            + "They are left out when reading.",
        remedy: "Nothing needs doing as long as names and titles read well.")

    package static let ediTrailing = Code(
        "edi.trailing", .data, owner: .vendor,
        cause:
            "A segment ends with separators behind which nothing stands. They are allowed to be read, and not "
            + "to be written.",
        remedy: "Nothing needs doing.")

    package static let ediControl = Code(
        "edi.control", .data, owner: .vendor,
        cause: "Control characters stand inside a segment.",
        remedy: "Look whether the value named reads well; tell the vendor.")

    package static let ediTag = Code(
        "edi.tag", .data, owner: .vendor,
        cause:
            "A segment does not begin with a tag of three letters. Usually an apostrophe in a text was written "
            + "without its release character, or two terminators follow each other.",
        remedy: "Ask the vendor to correct the message and to send it again.")

    package static let ediSegmentEmpty = Code(
        "edi.segment.empty", .data, owner: .vendor,
        cause: "Two segment terminators follow each other.",
        remedy: "Nothing needs doing.")

    package static let ediTruncated = Code(
        "edi.truncated", .data, owner: .vendor,
        cause: "The file ends inside a segment: it was cut off on its way, or fetched while it was being written.",
        remedy: "Fetch the file again; if it is the same, ask the vendor for a complete one.")

    package static let ediCharsetBeyond = Code(
        "edi.charset.beyond", .data, owner: .vendor,
        cause:
            "The interchange declares a character set that has no such letters (UNOA and UNOB have only those "
            + "of English). They were read as UTF-8 where they are valid UTF-8, and as ISO 8859-1 else.",
        remedy: "Look whether names and titles read well; the vendor should declare UNOC or UNOY.")

    package static let ediCharsetLevel = Code(
        "edi.charset.level", .data, owner: .vendor,
        cause:
            "The interchange declares UNOA, which has upper-case letters only, and has others. Nearly everybody "
            + "writes that.",
        remedy: "Nothing needs doing.")

    package static let ediCharsetOther = Code(
        "edi.charset.other", .data, owner: .vendor,
        cause: "The interchange declares one character set and is written in UTF-8.",
        remedy: "Look whether names and titles read well; the vendor should declare UNOY.")

    package static let ediCharsetUnknown = Code(
        "edi.charset.unknown", .data, owner: .vendor,
        cause:
            "The interchange declares a character set that this program does not know. Its text was read as "
            + "UTF-8 where it is that, and as ISO 8859-1 else.",
        remedy: "Look whether names and titles read well.")

    package static let ediCharsetBroken = Code(
        "edi.charset.broken", .data, owner: .vendor,
        cause:
            "The interchange declares a character set, and has bytes that are no characters of it. They were "
            + "read as ISO 8859-1 or left as a sign.",
        remedy: "Look whether names and titles read well; tell the vendor.")

    /// Codes about bytes: what an interchange is written in.
    package static let ediSyntax: [Code] = [
        ediEmpty, ediForeign, ediSegmentLong, ediMessageLong, ediMark, ediJunkBefore, ediJunkAfter, ediPadding,
        ediWrap, ediTrailing, ediControl, ediTag, ediSegmentEmpty, ediTruncated, ediCharsetBeyond,
        ediCharsetLevel, ediCharsetOther, ediCharsetUnknown, ediCharsetBroken,
    ]

    /// The codes of EDIFACT.
    package static let edi: [Code] = ediSyntax + ediEnvelope + ediStructure
}
