import Exchange

extension Code {
    package static let fundKey = Code(
        "fund.key", .data, owner: .acquisitions,
        cause:
            "A row has nothing that tells it from other transactions: no key, or neither reference nor note. Sent twice, "
            + "its amount would be added to the fund twice.",
        remedy: "Have the ERP export a transaction number; or say under 'fields: key' in the profile what makes a row "
            + "itself.")
    package static let fundSent = Code(
        "fund.sent", .data, owner: .acquisitions,
        cause:
            "The transaction was sent before, or stands twice in the file. Amounts are added to the fund, so it was kept "
            + "back.",
        remedy: "If it is another transaction all the same, give it a reference of its own; to send it again, run the "
            + "rejects of this run with '--again' and a reason.")
    package static let fundPeriod = Code(
        "fund.period", .data, owner: .acquisitions,
        cause:
            "The fiscal period is no number. Alma's loader wants the number of the period in its mapping table, not its "
            + "name.",
        remedy: "Give the profile a table from the ERP's years to Alma's numbers: 'period: {column: FY, lookup: …}'.")
    package static let fundText = Code(
        "fund.text", .data, owner: .acquisitions,
        cause:
            "A value has a line break or another control character in it, which no cell of the loader's file can hold.",
        remedy: "Have the value corrected in the ERP.")
    package static let fundOutput = Code(
        "fund.output", .machine, owner: .it,
        cause: "The file of allocations, read back from the disk, is not what was written.",
        remedy: "Nothing was sent. Run again. If this repeats, the disk is failing, or report it.")

    /// The codes of the feed `erp-funds`.
    package static let erpFunds: [Code] = [fundKey, fundSent, fundPeriod, fundText, fundOutput]
}
