import Exchange

extension Code {
    package static let xmlPath = Code(
        "xml.path", .configuration, owner: .library,
        cause: "A column of the profile is not written as a path into a record.",
        remedy:
            "Write names with slashes between them, 'voucher/id'; a number from 1 in brackets, 'line[2]/amount'; an "
            + "attribute with '@'.")
    package static let xmlRecordLong = Code(
        "xml.record.long", .data, owner: .it,
        cause: "A record is longer than any real one: the element that 'record' names is probably around all records.",
        remedy: "Look whether 'record' under 'read' in the profile names the element that is one record.")
    package static let xmlValueKind = Code(
        "xml.value.kind", .data, owner: .library,
        cause: "A path of the profile leads to an element with elements in it, where a single value was asked for.",
        remedy: "Lengthen the path to the value itself: 'voucher/id' instead of 'voucher'.")
    package static let xmlValueSeveral = Code(
        "xml.value.several", .data, owner: .library,
        cause: "A path of the profile leads to several elements of one record; taking the first would lose the others.",
        remedy: "Say which one is meant, 'line[1]/amount'; or name the repeated element as 'record' in the profile.")
    package static let xmlColumnAbsent = Code(
        "xml.column.absent", .data, owner: .library,
        cause: "Not one record has an element at a path that the profile uses, so that field is blank in all of them.",
        remedy: "Correct the path in the profile; or, if the field is just not in this file, nothing needs doing.")
    package static let xmlColumnsAbsent = Code(
        "xml.columns.absent", .data, owner: .library,
        cause: "Not one record has an element at any path that the profile uses: it is another file.",
        remedy: "Look at the paths, and at 'record', in the profile.")
    package static let xmlRecords = Code(
        "xml.records", .data, owner: .library,
        cause: "The document has elements, but none with the name that the profile gives for a record.",
        remedy: "If the file should have had records, correct 'record' under 'read' in the profile. Capitals count.")
    package static let xmlNamespace = Code(
        "xml.namespace", .data, owner: .vendor,
        cause:
            "The records are in another namespace than the one the file's kind has: it is another kind of file, or a "
            + "newer version of it.",
        remedy: "Ask the sender what the file is. Namespaces are compared letter by letter.")
    package static let xmlCount = Code(
        "xml.count", .data, owner: .it,
        cause: "The document says how many records it has, and it has another number of them: some may be missing.",
        remedy: "Compare the file with its source. If records are missing, have it made again.")
    package static let xmlEncoding = Code(
        "xml.encoding", .data, owner: .it,
        cause: "The document declares an encoding other than UTF-8, in which the places of its records cannot be told.",
        remedy: "Have the file written as UTF-8, with encoding=\"UTF-8\" in its first line.")

    /// The codes of XML read as a table.
    package static let xmlTable: [Code] = [
        xmlPath, xmlRecordLong, xmlValueKind, xmlValueSeveral, xmlColumnAbsent, xmlColumnsAbsent, xmlRecords,
        xmlNamespace, xmlCount, xmlEncoding,
    ]
}
