import Exchange

extension Code {
    package static let paymentsEmpty = Code(
        "payments.empty", .data, owner: .it,
        cause: "The ERP's file has no byte in it.",
        remedy: "Ask whoever makes the file to make it again. Nothing was sent.")
    package static let paymentsStatus = Code(
        "payments.status", .data, owner: .acquisitions,
        cause:
            "The ERP says something of an invoice that nobody has translated. It is kept back: what is not paid is not "
            + "therefore rejected.",
        remedy: "Ask the finance office what the word means, and write it under 'statuses' in the profile as paid, "
            + "rejected or open; then run the rejected records again.")
    package static let paymentsIdentity = Code(
        "payments.identity", .data, owner: .acquisitions,
        cause:
            "An answer does not say which invoice it is about: the library system needs its unique identifier, or its "
            + "number and the vendor's code.",
        remedy: "Ask the finance office for a file with the identifier that the invoice was sent with.")
    package static let paymentsCurrency = Code(
        "payments.currency", .data, owner: .acquisitions,
        cause: "An amount has no currency, or something that is none of ISO 4217, or cannot be read.",
        remedy: "If all of the ERP's amounts are in one currency, write 'currency: {constant: USD}' in the profile; "
            + "otherwise have the file corrected.")
    package static let paymentsDate = Code(
        "payments.date", .data, owner: .acquisitions,
        cause:
            "A date of a payment confirmation is not written YYYYMMDD, or is no day; the library system takes no other.",
        remedy: "Have the program corrected that writes the file.")
    package static let paymentsCharacter = Code(
        "payments.character", .data, owner: .it,
        cause: "A value has a control character in it, which no XML can carry.",
        remedy: "Have the value corrected in the ERP; such characters come from copying out of other programs.")
    package static let paymentsReason = Code(
        "payments.reason", .data, owner: .acquisitions,
        cause:
            "The ERP rejects an invoice without saying why. It was delivered: the invoice goes back to review without a "
            + "reason.",
        remedy: "Ask the finance office. If its file has a column for reasons, name it as 'reason' in the profile.")
    package static let paymentsDuplicate = Code(
        "payments.duplicate", .data, owner: .acquisitions,
        cause: "The same answer about an invoice stands twice in what came in; it was delivered once.",
        remedy: "Nothing needs doing.")
    package static let paymentsContradiction = Code(
        "payments.contradiction", .data, owner: .acquisitions,
        cause:
            "Two answers about one invoice say different things (paid and rejected, two amounts, two vouchers). Both are "
            + "kept back, since the later one need not be the right one.",
        remedy: "Ask the finance office which one holds. Take the other line out of the rejects file, and run that.")
    package static let paymentsUnknown = Code(
        "payments.unknown", .data, owner: .acquisitions,
        cause:
            "The register of this program has no invoice with this identifier: it was sent by another way, before this "
            + "program was used, or the identifier is wrong.",
        remedy: "Look the invoice up in the library system. If it is right that others send invoices as well, write "
            + "'unknown: send' in the profile; the rejects file can then be run again.")
    package static let paymentsChanged = Code(
        "payments.changed", .data, owner: .acquisitions,
        cause: "The ERP says of an invoice the opposite of what it said before, and the invoice was not sent again in "
            + "between.",
        remedy:
            "Ask the finance office which one holds. 'exchange run PROFILE --again RUN' delivers the new answer all "
            + "the same.")
    package static let paymentsDifference = Code(
        "payments.difference", .data, owner: .acquisitions,
        cause: "The ERP paid another amount than the invoice that was sent to it. The answer was delivered.",
        remedy:
            "Compare the voucher with the invoice; taxes, discounts or a part that is still open are the usual reasons."
    )
    package static let paymentsRoot = Code(
        "payments.root", .data, owner: .it,
        cause: "The file is no payment confirmation as the library system reads it: another root element, another "
            + "namespace (this one has no '/invoice'), or no invoice in it.",
        remedy: "Look at the message. Namespaces count letter by letter, with their two slashes and all.")
    package static let paymentsField = Code(
        "payments.field", .data, owner: .it,
        cause: "A payment confirmation has an element that is not one of its own, or one of them twice.",
        remedy: "Look whether its name is misspelt; the library system passes over what it does not know.")
    package static let paymentsOutput = Code(
        "payments.output", .machine, owner: .it,
        cause:
            "The payment confirmation that was written does not read back with the invoices and sums it was written with.",
        remedy: "Nothing was sent. Check the disk and run again; if it comes back, report it.")

    /// The codes of the feed `erp-payments`.
    package static let erpPayments: [Code] = [
        paymentsEmpty, paymentsStatus, paymentsIdentity, paymentsCurrency, paymentsDate, paymentsCharacter,
        paymentsReason, paymentsDuplicate, paymentsContradiction, paymentsUnknown, paymentsChanged, paymentsDifference,
        paymentsRoot, paymentsField, paymentsOutput,
    ]
}
