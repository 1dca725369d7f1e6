import Exchange

extension Code {
    package static let jsonEmpty = Code(
        "json.empty", .data, owner: .registrar,
        cause: "The file has no bytes in it, or nothing but blanks.",
        remedy: "Ask whoever makes the export to run it again and to look at its log.")
    package static let jsonMark = Code(
        "json.mark", .data, owner: .it,
        cause:
            "The file begins with a byte order mark, which JSON must not have (RFC 8259, clause 8.1). It is passed over.",
        remedy: "Nothing needs doing here. Other programs may refuse the file: export as UTF-8 without a mark.")
    package static let jsonEncoding = Code(
        "json.encoding", .data, owner: .registrar,
        cause: "Bytes are no UTF-8, which JSON always is (RFC 8259, clause 8.1).",
        remedy: "Export in UTF-8.")
    package static let jsonSyntax = Code(
        "json.syntax", .data, owner: .registrar,
        cause: "The text breaks the grammar of JSON (RFC 8259): a quote, comma or bracket is missing or too many.",
        remedy: "Look at the named line. If the export is made by a script, let it write JSON with a library.")
    package static let jsonBroken = Code(
        "json.broken", .data, owner: .registrar,
        cause: "The file ends before its last bracket is closed, or two records are not parted by a comma.",
        remedy: "Often the export or the transfer broke off: export or fetch the file again.")
    package static let jsonKeyDoubled = Code(
        "json.key.doubled", .data, owner: .registrar,
        cause: "An object has two values under one key, so it is not certain which one is meant (RFC 8259, clause 4).",
        remedy: "Give each key once in the export.")
    package static let jsonSurrogate = Code(
        "json.surrogate", .data, owner: .registrar,
        cause: "A text has half of a character in it (a lone surrogate), which cannot be written in any file.",
        remedy: "The value was cut in the middle of a character: correct it at the source.")
    package static let jsonNul = Code(
        "json.nul", .data, owner: .registrar,
        cause: "A text contains a zero byte, which no text has: it is damaged at the source.",
        remedy: "Export again. If it comes back, the field is damaged in the source system.")
    package static let jsonDepth = Code(
        "json.depth", .data, owner: .registrar,
        cause: "A record has more levels, or more values, than any real one.",
        remedy: "Look whether 'records' in the profile names the array with one person in each element.")
    package static let jsonRecordLong = Code(
        "json.record.long", .data, owner: .registrar,
        cause: "A record is longer than any real one. Often a quote was never closed, or the whole file is one record.",
        remedy: "Look whether 'records' in the profile names the array with the records, and for a missing quote.")
    package static let jsonRecordKind = Code(
        "json.record.kind", .data, owner: .registrar,
        cause: "A record is a bare value or a list, not an object with keys.",
        remedy: "Look whether 'records' in the profile names the array with one person in each element.")
    package static let jsonRecords = Code(
        "json.records", .data, owner: .library,
        cause: "The file has no array of records where the profile looks for one.",
        remedy: "Set 'records' under 'read' in the profile to the path of the array, such as 'data.people'.")
    package static let jsonLayout = Code(
        "json.layout", .data, owner: .library,
        cause: "The profile says one JSON text for the file, and it is one for each line; or the other way round.",
        remedy: "Write 'format: json' for one text, 'format: jsonl' for one in each line.")
    package static let jsonValueKind = Code(
        "json.value.kind", .data, owner: .library,
        cause:
            "A path of the profile leads to an object or a list, where a single value was asked for, or through a value.",
        remedy: "Lengthen the path to the value itself: 'emails[0].address' instead of 'emails'.")
    package static let jsonComposite = Code(
        "json.composite", .data, owner: .library,
        cause:
            "A text is not written as {key=value}:{key=value}, though the path in the profile asks for one key of it.",
        remedy: "Look at the value at the source. If it is a plain text, take the '{…}' off the path in the profile.")
    package static let jsonColumnAbsent = Code(
        "json.column.absent", .data, owner: .library,
        cause: "Not one record has a value at a path that the profile uses, so that field is blank for everybody.",
        remedy: "Correct the path in the profile; or, if the field is just not in this load, nothing needs doing.")
    package static let jsonColumnsAbsent = Code(
        "json.columns.absent", .data, owner: .library,
        cause:
            "Not one record has a value at any path that the profile uses: it is another file, or another array of it.",
        remedy: "Look at the paths, and at 'records', in the profile.")
    package static let jsonPath = Code(
        "json.path", .configuration, owner: .library,
        cause: "A column of the profile is not written as a path into a record.",
        remedy: "Write keys with dots between them, 'name.first', and elements in brackets, 'emails[0].address'.")

    /// The codes of JSON texts.
    package static let json: [Code] = [
        jsonEmpty, jsonMark, jsonEncoding, jsonSyntax, jsonBroken, jsonKeyDoubled, jsonSurrogate, jsonNul, jsonDepth,
        jsonRecordLong, jsonRecordKind, jsonRecords, jsonLayout, jsonValueKind, jsonComposite, jsonColumnAbsent,
        jsonColumnsAbsent, jsonPath,
    ]
}
