import Exchange

/// What can go wrong where files are written by a layout.
extension Code {
    package static let targetRequired = Code(
        "target.required", .data, owner: .library,
        cause: "The receiver's layout requires a value that this record does not have.",
        remedy:
            "Complete the record in the library system, or say in the layout with 'default' what stands there instead.")
    package static let targetCharacter = Code(
        "target.character", .data, owner: .library,
        cause:
            "A value has a character that the receiver's files cannot carry: a letter of another alphabet, an accent in "
            + "an ASCII file, a line end.",
        remedy:
            "Correct the record in the library system, or say under 'unmappable' in the layout how such characters are "
            + "written. They are never dropped.")
    package static let targetLength = Code(
        "target.length", .data, owner: .library,
        cause: "A value has more characters than the receiver's layout has room for.",
        remedy: "Shorten it in the library system, or say 'cut: yes' in the layout where the end may be lost.")
    package static let targetNumber = Code(
        "target.number", .data, owner: .library,
        cause:
            "A value that the layout writes as a number is none, or could not be written without losing a digit or its "
            + "sign.",
        remedy: "Correct the amount in the library system. If all amounts are refused, correct 'number' in the layout.")
    package static let targetDate = Code(
        "target.date", .data, owner: .library,
        cause: "A value that the layout writes as a date is none.",
        remedy: "Correct the date in the library system. If all dates are refused, correct the value in the layout.")
    package static let targetSeparator = Code(
        "target.separator", .data, owner: .library,
        cause: "A value holds the character that separates values, and the layout says that nothing stands in quotes.",
        remedy: "Correct the record, or say under 'unmappable' how that character is written.")
    package static let targetNowhere = Code(
        "target.nowhere", .data, owner: .it,
        cause: "No condition of the layout holds for this record: it would be counted as delivered, and be in no file.",
        remedy: "Add a line or a file to the layout for such records, or leave them out on purpose with 'filter'.")
    package static let targetTotals = Code(
        "target.totals", .configuration, owner: .it,
        cause: "A value that stands once in a file (a total, a count, a sequence number) does not fit its place in the "
            + "layout.",
        remedy: "Widen its place in the layout, or agree with the receiver on smaller files. Nothing was sent.")
    package static let targetCurrencies = Code(
        "target.currencies", .data, owner: .library,
        cause:
            "The layout adds amounts up (in a header, a trailer or a control file), and the file holds another currency "
            + "already: the total would mean nothing. The record was not sent.",
        remedy:
            "Have a file made for each currency ('files: [{part: usd, when: {currency: USD}}, …]'), or leave the others "
            + "out with 'filter'.")
    package static let targetOutput = Code(
        "target.output", .machine, owner: .it,
        cause: "A file that was just written does not read back with the records and sums that were written.",
        remedy: "Look at the disk of the state folder and run again. If this repeats, report it with the run's report; "
            + "nothing was sent.")

    package static let targets: [Code] = [
        targetRequired, targetCharacter, targetLength, targetNumber, targetDate, targetSeparator, targetNowhere,
        targetTotals, targetCurrencies, targetOutput,
    ]
}
