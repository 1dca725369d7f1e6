import Exchange

extension Code {
    package static let invoiceRoot = Code(
        "invoice.root", .data, owner: .library,
        cause: "The file is XML, but no export of invoices from Alma: its root, or its namespace, is another one.",
        remedy: "Look whether the right file was fetched: the root is 'payment_data', its namespace "
            + "'http://com/exlibris/repository/acq/invoice/xmlbeans'.")
    package static let invoiceIdentity = Code(
        "invoice.identity", .data, owner: .acquisitions,
        cause:
            "An invoice has no unique identifier, no number or no vendor: nobody could tell it from another one, and "
            + "no answer to it would find its way back.",
        remedy: "Complete the invoice in Alma and export it again; or run the rejects once they are corrected.")
    package static let invoiceAmount = Code(
        "invoice.amount", .data, owner: .acquisitions,
        cause:
            "An amount, a rate or a quantity is blank where there must be one, or is no number as Alma writes numbers: "
            + "digits, one point, no thousands separators.",
        remedy: "Look at the invoice in Alma. If its numbers are right there, ask who changed the file on its way.")
    package static let invoiceCurrency = Code(
        "invoice.currency", .data, owner: .acquisitions,
        cause: "An amount has no currency, one that ISO 4217 does not know, or the funds of an invoice are in another "
            + "currency than the invoice.",
        remedy: "Correct the currency of the invoice in Alma and export it again.")
    package static let invoiceTotals = Code(
        "invoice.totals", .data, owner: .acquisitions,
        cause: "An invoice's total is not the sum of its lines, with VAT and charges as its VAT mode has them.",
        remedy: "Compare the invoice in Alma with the vendor's. The invoice was not sent, the others were. 'checks: "
            + "{totals: warn}' in the profile sends such invoices all the same.")
    package static let invoiceFunds = Code(
        "invoice.funds", .data, owner: .acquisitions,
        cause: "What the funds of an invoice or of one of its lines pay is not what it costs.",
        remedy: "Correct the split of the funds in Alma. 'checks: {funds: warn}' sends such invoices all the same.")
    package static let invoiceUnfunded = Code(
        "invoice.unfunded", .data, owner: .acquisitions,
        cause: "A line costs something and no fund pays it.",
        remedy: "Give the line a fund in Alma; or say 'checks: {unfunded: off}' in the profile if the ERP needs none.")
    package static let invoiceCovered = Code(
        "invoice.covered", .data, owner: .acquisitions,
        cause:
            "All funds of an invoice together pay another amount than its total: VAT or charges that no fund pays. A file "
            + "with a line for each fund does not add up to its invoices.",
        remedy: "If the ERP adds VAT and charges itself, say 'checks: {covered: off}' in the profile; else correct the "
            + "invoice in Alma.")
    package static let invoiceLocal = Code(
        "invoice.local", .data, owner: .acquisitions,
        cause:
            "An amount in the currency of the fund differs from the amount on the invoice, though both are in the same "
            + "currency.",
        remedy: "Look at the exchange rate of the invoice in Alma.")
    package static let invoiceDate = Code(
        "invoice.date", .data, owner: .acquisitions,
        cause: "The date of an invoice is none in the layout the profile says, or lies more than four years back or a "
            + "month ahead: day and month may be swapped.",
        remedy: "Correct the date in Alma; or the layout, 'dates' in the profile, if all dates look different.")
    package static let invoiceZero = Code(
        "invoice.zero", .data, owner: .acquisitions,
        cause: "An invoice has a total of zero. Some systems refuse such invoices.",
        remedy: "Nothing needs doing, if the ERP takes them; else 'checks: {zero: reject}', or a 'filter'.")
    package static let invoiceVendor = Code(
        "invoice.vendor", .data, owner: .acquisitions,
        cause: "The vendor of an invoice has no code of the ERP's (Financial System Code).",
        remedy: "Enter the code at the vendor in Alma and export the invoice again.")
    package static let invoiceAccount = Code(
        "invoice.account", .data, owner: .acquisitions,
        cause: "A fund has no external id: the ERP would not know which account pays.",
        remedy: "Enter the external id at the fund in Alma and export the invoice again.")
    package static let invoiceAddress = Code(
        "invoice.address", .data, owner: .acquisitions,
        cause: "A vendor has several addresses, and none of them is one for payments or the preferred one.",
        remedy: "Mark the address for payments at the vendor in Alma. The invoice has none.")
    package static let invoiceTwice = Code(
        "invoice.twice", .data, owner: .it,
        cause: "An element that an invoice has once is there twice, with different texts: which of them counts, nobody "
            + "can tell.",
        remedy: "Ask who writes or changes the file. The invoice was not sent.")
    package static let invoiceRows = Code(
        "invoice.rows", .data, owner: .library,
        cause:
            "The rows of an invoice do not stand together in the report, say different things of it, or one beside them "
            + "cannot be read: nobody can tell whether the invoice is whole.",
        remedy:
            "Sort the report by the invoice's unique identifier, let each row repeat the invoice, and have it written again. "
            + "If a part of it was sent, as the register says (exchange reconcile), tell the ERP's staff.")
    package static let invoiceUnknown = Code(
        "invoice.unknown", .data, owner: .it,
        cause: "The file has an element that this program does not know. Its text is used nowhere.",
        remedy: "Nothing needs doing, unless the ERP needs what it says: then report it with the element's name.")
    package static let invoiceUnknownMoney = Code(
        "invoice.unknown.money", .data, owner: .it,
        cause: "The file has an element that this program does not know, and its name says that there is money in it.",
        remedy: "Look at one such invoice in Alma: is its total right? Then report the element's name.")
    package static let invoiceCharacter = Code(
        "invoice.character", .data, owner: .acquisitions,
        cause: "An invoice has bytes in it that no XML may contain, so its texts are a guess.",
        remedy: "Retype the field in Alma; such characters come from copying out of other programs.")
    package static let invoiceSent = Code(
        "invoice.sent", .data, owner: .acquisitions,
        cause:
            "The invoice was sent before, or is about to be sent by a run that is held. It was kept back so that it is "
            + "not paid twice.",
        remedy: "If it is to be sent again, run the rejects of this run with '--again' and a reason.")
    package static let invoiceAlias = Code(
        "invoice.alias", .data, owner: .acquisitions,
        cause:
            "Another invoice of the same vendor with the same number and the same amount was sent before. It was kept "
            + "back: probably it is one invoice, entered twice.",
        remedy: "Compare the two in Alma. If both are to be paid, run the rejects of this run with '--again'.")
    package static let invoiceOutput = Code(
        "invoice.output", .machine, owner: .it,
        cause: "What was to be sent, read back from the disk, does not hold the invoices that were written.",
        remedy: "Nothing was sent. Run again. If this repeats, the disk is failing, or report it.")
    package static let invoiceEncoding = Code(
        "invoice.encoding", .data, owner: .it,
        cause: "The file says it is written in another encoding than UTF-8, which Alma's exports never are.",
        remedy: "Find out what changed the file between Alma and here, and fetch the file as Alma wrote it.")

    /// The codes of the feed `erp-invoices`.
    package static let erpInvoices: [Code] = [
        invoiceRoot, invoiceIdentity, invoiceAmount, invoiceCurrency, invoiceTotals, invoiceFunds, invoiceUnfunded,
        invoiceCovered, invoiceLocal, invoiceDate, invoiceZero, invoiceVendor, invoiceAccount, invoiceAddress,
        invoiceTwice, invoiceRows, invoiceUnknown, invoiceUnknownMoney, invoiceCharacter, invoiceSent, invoiceAlias,
        invoiceOutput,
        invoiceEncoding,
    ]
}
