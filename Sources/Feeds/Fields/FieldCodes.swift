import Exchange

extension Code {
    package static let fieldRequired = Code(
        "field.required", .data, owner: .acquisitions,
        cause: "A field that the profile requires has no value in this record.",
        remedy: "Have the value filled in where the file comes from; or take 'required' out of the profile.")
    package static let fieldNumber = Code(
        "field.number", .data, owner: .acquisitions,
        cause: "A value is no number as the profile says the source writes them. A number that could be another one in "
            + "another country (1.234,50) is never guessed.",
        remedy: "Say under 'amounts' in the profile how the source writes numbers; or have this one corrected there.")
    package static let fieldSpool = Code(
        "field.spool", .machine, owner: .it,
        cause: "The scratch file of a run, or the staged copy of a source file, does not give back what was written.",
        remedy: "Nothing was sent. Check the disk of the state folder; then run again.")

    /// What is said of the fields of records that come as a table.
    package static let fields: [Code] = [fieldRequired, fieldNumber, fieldSpool]
}
