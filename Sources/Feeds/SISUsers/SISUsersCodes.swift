import Exchange

extension Code {
    package static let sisRequired = Code(
        "sis.required", .data, owner: .registrar,
        cause: "A field that the profile, or the library system itself, requires has no value in this record.",
        remedy:
            "Fill the column at the source; or, if such people are to be loaded all the same, take 'required' away, or use a constant."
    )
    package static let sisLength = Code(
        "sis.length", .data, owner: .registrar,
        cause: "A value is longer than the library system's schema allows for this field.",
        remedy: "Shorten the value at the source. It is not cut here, because a cut value is a wrong value.")
    package static let sisDate = Code(
        "sis.date", .data, owner: .registrar,
        cause: "A value is no date in the layout that the profile declares, or a day that does not exist.",
        remedy: "Correct the value at the source, or the 'date' layout in the profile if all dates look different.")
    package static let sisBoolean = Code(
        "sis.boolean", .data, owner: .registrar,
        cause: "A value is neither 'true' nor 'false'.",
        remedy: "Correct the value at the source, or use a constant in the profile.")
    package static let sisCharacter = Code(
        "sis.character", .data, owner: .registrar,
        cause: "A value has a control character in it, which XML cannot carry at all.",
        remedy: "Remove the character at the source: usually it was pasted in from another program.")
    package static let sisSegment = Code(
        "sis.segment", .data, owner: .registrar,
        cause:
            "An address, e-mail, phone, identifier, note or block has some values but lacks the one that makes it useful.",
        remedy: "Fill that value at the source. Until then the part is left out for this person.")
    package static let sisNoRecords = Code(
        "sis.norecords", .data, owner: .registrar,
        cause: "The file has a header but not a single record.",
        remedy: "Ask whoever makes the extract why it is empty. Nothing was sent.")
    package static let sisNoTable = Code(
        "sis.notable", .data, owner: .library,
        cause: "The file is neither a user file nor a table of people: its lines have no columns in common.",
        remedy: "Look at the file. If it is a table after all, name the profile that reads it with --profile.")
    package static let sisOutput = Code(
        "sis.output", .machine, owner: .it,
        cause: "The user file read back from the disk does not hold what was written.",
        remedy: "Run again. If this repeats, the disk is failing, or report it as an error of this program.")
    package static let sisXML = Code(
        "sis.xml", .data, owner: .it,
        cause: "A file is not a user file as the library system reads it.",
        remedy: "Read the message: the file must be XML with the root 'users', alone in a zip.")

    /// Every code of this feed.
    package static let sisUsers: [Code] = [
        sisRequired, sisLength, sisDate, sisBoolean, sisCharacter, sisSegment, sisNoRecords, sisNoTable, sisOutput,
        sisXML,
    ]
}
