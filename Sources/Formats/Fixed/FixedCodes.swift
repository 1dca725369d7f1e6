import Exchange

extension Code {
    package static let fixedEmpty = Code(
        "fixed.empty", .data, owner: .registrar,
        cause: "The file has no bytes in it, or nothing but empty lines.",
        remedy: "Ask whoever makes the export to run it again and to look at its log.")
    package static let fixedNotText = Code(
        "fixed.nottext", .data, owner: .registrar,
        cause: "The first bytes belong to another kind of file: packed, a spreadsheet, JSON, a web page.",
        remedy: "Export plain text with columns of fixed width, or name the right 'format' under 'read' in the profile."
    )
    package static let fixedEncoding = Code(
        "fixed.encoding", .data, owner: .registrar,
        cause: "Bytes in the record are no character in the encoding the profile states.",
        remedy: "Export in the stated encoding, or state the right one with 'encoding' in the profile.")
    package static let fixedNul = Code(
        "fixed.nul", .data, owner: .registrar,
        cause: "The record contains a zero byte, which no text has: it is damaged, or the file is not what it seems.",
        remedy: "Export again. If it comes back, the field is damaged in the source system.")
    package static let fixedShort = Code(
        "fixed.record.short", .data, owner: .registrar,
        cause:
            "The record ends before its last column, and more than blanks may be missing: the line was cut, or a character "
            + "is lost and all columns behind it are shifted.",
        remedy: "Compare the line with its neighbours in a text editor that shows the column number, and export again.")
    package static let fixedLong = Code(
        "fixed.record.long", .data, owner: .registrar,
        cause: "The record is longer than the layout allows: two records stand in one line, or columns are shifted.",
        remedy:
            "Compare the line with its neighbours. If all are too long, the layout under 'read' in the profile is not this "
            + "file's.")
    package static let fixedLineEnd = Code(
        "fixed.lineend", .data, owner: .registrar,
        cause: "A line end stands inside a record, though the profile says that records have none ('line_ends: no').",
        remedy: "If each record is a line, take 'line_ends: no' out of the profile; otherwise export again.")
    package static let fixedType = Code(
        "fixed.segment.type", .data, owner: .library,
        cause:
            "A segment has a type code that the layout does not name, or two segments have the same one. Only the first of "
            + "a type can be called by it.",
        remedy: "Name the code under 'segments: types' in the profile, or use the columns by number (address1, …).")
    /// The codes of text with columns of fixed width.
    package static let fixed: [Code] = [
        fixedEmpty, fixedNotText, fixedEncoding, fixedNul, fixedShort, fixedLong, fixedLineEnd, fixedType,
    ]
}
