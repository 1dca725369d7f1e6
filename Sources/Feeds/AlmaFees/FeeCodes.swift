import Exchange

extension Code {
    package static let feesNamespace = Code(
        "fees.namespace", .data, owner: .it,
        cause: "An XML file has other names than the library system's files of fees: another namespace, or none.",
        remedy: "Look whether this is the bursar export, and whether a program in between has changed its names.")
    package static let feesStructure = Code(
        "fees.structure", .data, owner: .it,
        cause:
            "Parts of a fee stand where the library system's files of fees have none, so nobody can say whose they are.",
        remedy: "Take the file as the library system wrote it. Nothing of it was sent.")
    package static let feesEncoding = Code(
        "fees.encoding", .data, owner: .it,
        cause: "A file of fees says it is in another encoding than UTF-8, in which the library system writes them.",
        remedy: "Take the file as the library system wrote it. Nothing of it was sent.")
    package static let feesElement = Code(
        "fees.element", .data, owner: .it,
        cause: "A fee has an element that this program does not know.",
        remedy: "Nothing needs doing. If the bursar needs what stands in it, tell us.")
    package static let feesDoubled = Code(
        "fees.doubled", .data, owner: .library,
        cause: "A fee has two values for a field that is there once. One of them is wrong, and nobody can tell which.",
        remedy: "Look the fee up in the library system, correct it in the rejects file, and run that file.")
    package static let feesBlank = Code(
        "fees.blank", .data, owner: .library,
        cause: "A fee lacks what no fee can be sent without: its user, its type, its amount or its transaction number.",
        remedy: "Look the fee up in the library system, complete it in the rejects file, and run that file.")
    package static let feesAmount = Code(
        "fees.amount", .data, owner: .library,
        cause: "An amount is not written as amounts are here, so it could be another number than it seems.",
        remedy: "Correct the amount in the rejects file and run that file. If all amounts are written so, say so under "
            + "'amounts' in the profile.")
    package static let feesCurrency = Code(
        "fees.currency", .data, owner: .library,
        cause:
            "A fee has no currency, or a code that ISO 4217 does not have. An amount without its currency is no money.",
        remedy: "Correct the currency where the fee was made, or in the rejects file, and run that file.")
    package static let feesOtherCurrency = Code(
        "fees.currency.other", .data, owner: .library,
        cause: "A fee is in a currency that the profile does not list under 'currencies'.",
        remedy: "Settle the fee by hand, or add the currency to the profile if the receiver takes it.")
    package static let feesDate = Code(
        "fees.date", .data, owner: .library,
        cause: "A date is not written as the profile says, or the day does not exist.",
        remedy: "Correct 'dates' in the profile if all of them look different; otherwise correct the fee.")
    package static let feesSign = Code(
        "fees.sign", .data, owner: .library,
        cause:
            "A fee of type CREDIT has the sign of a charge. Posted as it stands, somebody would pay instead of getting.",
        remedy:
            "If this library system writes credits above zero, say 'credits: positive' in the profile and run again.")
    package static let feesType = Code(
        "fees.type", .data, owner: .library,
        cause: "A fee has a type that the profile's table 'fee_types' does not have. It was kept back, not dropped.",
        remedy: "Add the type to the table, then run the rejects file; or settle the fee by hand.")
    package static let feesDuplicate = Code(
        "fees.duplicate", .data, owner: .library,
        cause: "A fee with this transaction number was sent before, or stands twice in the file. Sent again, somebody "
            + "would be charged twice.",
        remedy: "Nothing needs doing if it is the same fee. If it must go again, run with --again and a reason.")
    package static let feesChanged = Code(
        "fees.changed", .machine, owner: .it,
        cause: "The staged copy of a file was changed while a run was reading it.",
        remedy: "Find out who else writes to the state folder, and run again.")
    package static let feesFile = Code(
        "fees.file", .data, owner: .it,
        cause: "A file is neither the library system's XML of fees nor a table the profile says how to read.",
        remedy: "Look at the file. A table needs 'read' and 'fields' in the profile; XML needs them left out.")

    /// The codes of fees, whichever way they go.
    package static let almaFees: [Code] = [
        feesNamespace, feesStructure, feesEncoding, feesElement, feesDoubled, feesBlank, feesAmount, feesCurrency,
        feesOtherCurrency, feesDate, feesSign, feesType, feesDuplicate, feesChanged, feesFile,
    ]
}
