import Exchange

extension Code {
    package static let bursarBlank = Code(
        "bursar.blank", .data, owner: .bursar,
        cause: "A payment lacks the transaction number of its fee, or its amount: nobody can tell what it pays.",
        remedy:
            "Ask the bursar's office for the row's transaction number and amount, complete it in the rejects file, and "
            + "run that file.")
    package static let bursarAmount = Code(
        "bursar.amount", .data, owner: .bursar,
        cause: "A payment's amount is not written as amounts are here, so it could be another number than it seems.",
        remedy:
            "Correct it in the rejects file and run that file. If all amounts are written so, say so under 'amounts'.")
    package static let bursarCurrency = Code(
        "bursar.currency", .data, owner: .bursar,
        cause: "A payment has no currency of ISO 4217, or another one than its fee was sent in.",
        remedy: "Ask the bursar's office. The payment is held until its currency is that of the fee.")
    package static let bursarDate = Code(
        "bursar.date", .data, owner: .library,
        cause: "The day of a payment is not written as the profile says.",
        remedy: "Give the field 'paid_date' the layout the file has: {column: …, date: MM/DD/YYYY}.")
    package static let bursarSign = Code(
        "bursar.sign", .data, owner: .bursar,
        cause: "A payment has the wrong sign for its fee: money went back to the user, or a payment was reversed. The "
            + "library system's import knows payments only.",
        remedy: "Settle it by hand in the library system.")
    package static let bursarStatus = Code(
        "bursar.status", .data, owner: .library,
        cause: "A row has a status that the profile's 'statuses' do not have. Nothing is guessed: the row was held.",
        remedy: "Ask the bursar's office what it means, add it to 'statuses', and run the rejects file.")
    package static let bursarUnknown = Code(
        "bursar.unknown", .data, owner: .library,
        cause: "A payment is for a fee that this program has not sent, or whose run is not over. It was held.",
        remedy:
            "Look the transaction up in the library system. If it is a fee from before this program, run the rejects "
            + "file with 'unknown: send' in the profile.")
    package static let bursarDuplicate = Code(
        "bursar.duplicate", .data, owner: .bursar,
        cause: "The same payment was passed on before. Passed on again, the user would have paid twice.",
        remedy:
            "Nothing needs doing if it is the same. If there were two, settle the second by hand, or run with --again "
            + "and a reason; 'payment_id' under 'fields' tells equal payments apart.")
    package static let bursarOver = Code(
        "bursar.over", .data, owner: .bursar,
        cause: "More was paid than the fee came to. The library system makes a credit of the rest.",
        remedy: "Ask the bursar's office whether the amount is right, and refund the credit if it is.")
    package static let bursarLess = Code(
        "bursar.less", .data, owner: .bursar,
        cause:
            "A file that repeats everything says that less was paid than an earlier one said. Nothing can be taken back "
            + "through the import.",
        remedy: "Ask the bursar's office whether a payment was reversed, and settle it by hand in the library system.")
    package static let bursarRejected = Code(
        "bursar.rejected", .data, owner: .library,
        cause: "The bursar's office did not take a fee. In the library system it still counts as handed over.",
        remedy:
            "Correct what the reason names. The fee stays on the list of open fees, and goes out when it is exported "
            + "again.")
    package static let bursarOutput = Code(
        "bursar.output", .machine, owner: .it,
        cause:
            "The file for the library system, read back from the disk, does not hold the payments that were written.",
        remedy: "Nothing was sent. Run again; if it repeats, the disk is failing, or it is an error of this program.")

    /// The codes of the feed `bursar-payments`.
    package static let bursarPayments: [Code] = [
        bursarBlank, bursarAmount, bursarCurrency, bursarDate, bursarSign, bursarStatus, bursarUnknown,
        bursarDuplicate, bursarOver, bursarLess, bursarRejected, bursarOutput,
    ]
}
