import Exchange

extension Code {
    package static let ediNumber = Code(
        "edi.number", .data, owner: .vendor,
        cause:
            "An amount, a price or a quantity is no number: it has a thousands separator, a currency sign, letters, or the "
            + "decimal mark of another country than the file says.",
        remedy: "Send the vendor the segment named and ask for the message again.")
    package static let ediDate = Code(
        "edi.date", .data, owner: .vendor,
        cause:
            "A date does not exist, is not written as its format says, or the document's own date (DTM 137) is missing.",
        remedy: "Ask the vendor to correct the date and to send the message again.")
    package static let ediInvoiceNumber = Code(
        "edi.invoice.number", .data, owner: .vendor,
        cause:
            "The invoice has no number (BGM, second element). Nobody could find it again, or see that it came twice.",
        remedy: "Ask the vendor for the message with its number.")
    package static let ediInvoiceEmpty = Code(
        "edi.invoice.empty", .data, owner: .vendor,
        cause: "The invoice has no line.",
        remedy: "Ask the vendor whether the message was cut off; it is not delivered.")
    package static let ediCurrency = Code(
        "edi.currency", .data, owner: .vendor,
        cause: "The invoice names no currency (CUX), or one that ISO 4217 does not have, or amounts in several.",
        remedy: "Ask the vendor which currency is meant. Where a vendor never says it, write 'currency' in the profile."
    )
    package static let ediTotalNone = Code(
        "edi.total.none", .data, owner: .vendor,
        cause: "The invoice says nowhere what is to be paid: no MOA 9, 86, 39, 77, 129 or 79.",
        remedy: "Ask the vendor for the message with its total.")
    package static let ediTotal = Code(
        "edi.total", .data, owner: .vendor,
        cause:
            "The amounts of the lines, the charges and the taxes do not come to the total the invoice says, in none of the "
            + "ways in which vendors are known to add up.",
        remedy:
            "Send the vendor the figures ('exchange edi reply' drafts the letter) and ask for the invoice as a new message. "
            + "It is not delivered until then.")
    package static let ediTotalRounding = Code(
        "edi.total.rounding", .data, owner: .acquisitions,
        cause: "The total differs from the lines and charges by less than the profile's 'tolerance' allows.",
        remedy:
            "Nothing needs doing if your office accepts such differences; otherwise take 'tolerance' out of the profile."
    )
    package static let ediTotalContradiction = Code(
        "edi.total.contradiction", .data, owner: .vendor,
        cause: "The invoice says two totals that do not go together. Library systems differ in which one they read.",
        remedy: "Ask the vendor which one is meant, and for the invoice as a new message.")
    package static let ediChargeDoubled = Code(
        "edi.charge.doubled", .data, owner: .vendor,
        cause:
            "The same charge stands in the header and in the summary of an invoice, or in its lines and in a total that has "
            + "them already. Library systems may book it twice.",
        remedy: "Look at the invoice in the library system; ask the vendor to say the charge once.")
    package static let ediSign = Code(
        "edi.sign", .data, owner: .vendor,
        cause:
            "The signs of an invoice or credit note do not go together: the lines are negative and the total is not, "
            + "or an invoice asks for less than nothing.",
        remedy: "Look whether it is a credit note; the report counts it as the kind of document the vendor calls it.")
    package static let ediLineAmount = Code(
        "edi.line.amount", .data, owner: .vendor,
        cause: "A line says no amount (MOA 203), and none can be worked out from price and quantity.",
        remedy: "Ask the vendor to say the amount of every line.")
    package static let ediLinePrice = Code(
        "edi.line.price", .data, owner: .acquisitions,
        cause:
            "A line's amount is not its quantity times its price, with its charges and discounts. Vendors often write list "
            + "prices here, so it is a notice.",
        remedy: "Nothing needs doing if the line's amount is the one agreed on.")
    package static let ediLineQuantity = Code(
        "edi.line.quantity", .data, owner: .vendor,
        cause: "A line's quantity is missing, nought or negative.",
        remedy: "Look at the line; library systems may refuse to receive it.")
    package static let ediLineReference = Code(
        "edi.line.reference", .data, owner: .acquisitions,
        cause:
            "A line names no line of an order (RFF with LI, SLI, SNA, SNL or ON). The library system will take the invoice, "
            + "and the line will belong to no order.",
        remedy: "Link the line by hand after it was loaded, or ask the vendor to send the order's line number.")
    package static let ediLineCopies = Code(
        "edi.line.copies", .data, owner: .vendor,
        cause: "The copies described (GIR) are not as many as the line's quantity says.",
        remedy: "Look at the line: items may be missing in the library system.")
    package static let ediIdentifier = Code(
        "edi.identifier", .data, owner: .vendor,
        cause: "The check digit of an ISBN, ISSN or EAN is wrong, so it may be another title's.",
        remedy: "Compare the title with the order's.")
    package static let ediCount = Code(
        "edi.count", .data, owner: .vendor,
        cause:
            "What the message says of itself (CNT) is not what it has: its number of lines, or the sum of quantities.",
        remedy: "If lines are missing, ask the vendor for the message again; otherwise tell the vendor.")
    package static let ediInvoiceDuplicate = Code(
        "edi.invoice.duplicate", .data, owner: .acquisitions,
        cause:
            "An invoice of this vendor with this number and this amount was delivered before, or stands in this file twice. "
            + "A new control number or file name does not make it another invoice.",
        remedy:
            "Nothing needs doing if it is a second copy. If it must be sent, run its file again with --again and a reason."
    )
    package static let ediInvoiceNumberAgain = Code(
        "edi.invoice.again", .data, owner: .acquisitions,
        cause:
            "An invoice of this vendor with this number was delivered before, with another amount. Vendor, number and amount "
            + "together make an invoice: it is delivered as one of its own, and not held.",
        remedy:
            "Compare both amounts, which the finding says, before paying. Ask the vendor whether this one corrects the first; "
            + "do not pay both.")
    package static let ediTypeOther = Code(
        "edi.type.other", .data, owner: .library,
        cause: "A message is of another type than this profile takes.",
        remedy: "Make a profile for these messages, or say in 'other_messages' what becomes of them.")
    package static let ediDialect = Code(
        "edi.dialect", .data, owner: .acquisitions,
        cause:
            "A vendor's message is not written as this vendor writes: the total, the order's line or a charge stands "
            + "elsewhere. The library system reads it as it was set up for this vendor.",
        remedy: "Look at how the library system took it. If the vendor has changed its ways, change the vendor's file.")
    package static let ediListOrderLine = Code(
        "edi.list.order", .data, owner: .acquisitions,
        cause: "A line names an order line that your list of open order lines does not have, or has as closed.",
        remedy: "Look the line up in the library system, or bring the list up to date.")
    package static let ediListVendor = Code(
        "edi.list.vendor", .data, owner: .acquisitions,
        cause:
            "The vendor's code is not in your list of vendors; the library system will not know whose invoice it is.",
        remedy: "Add the code to the vendor in the library system and to the list, or ask who sent the file.")
    package static let ediListFund = Code(
        "edi.list.fund", .data, owner: .acquisitions,
        cause: "A copy names a fund that is not in your list. Capitals count.",
        remedy: "Correct the fund in the library system after loading, or bring the list up to date.")
    package static let ediStatusUnknown = Code(
        "edi.status.unknown", .data, owner: .vendor,
        cause: "The status of an order's line is no code of the list it names, or none is said at all.",
        remedy: "Ask the vendor what is meant.")
    package static let ediOutput = Code(
        "edi.output", .machine, owner: .it,
        cause:
            "What was to be delivered does not read back as it was judged: other messages, or another sum. Nothing was sent.",
        remedy: "Look at the disk of the state folder and run again. If this repeats, report it with the run's report.")
    package static let ediNameLong = Code(
        "edi.name.long", .configuration, owner: .it,
        cause: "A file would have a longer name than the library system takes: Alma sees none above 38 characters.",
        remedy: "Shorten 'name' under 'to' in the profile: {date}-{sequence}.edi has always room.")
    package static let ediUnfinished = Code(
        "edi.unfinished", .data, owner: .vendor,
        cause:
            "The file ends without the end of its last interchange (UNZ): it is still being written, or was cut off.",
        remedy:
            "Nothing needs doing if it is complete at the next run. If a vendor never writes UNZ, write 'unfinished: take' "
            + "in the profile: whole messages are then delivered.")

    /// The codes of what EDIFACT messages mean.
    package static let ediMeaning: [Code] = [
        ediNumber, ediDate, ediInvoiceNumber, ediInvoiceEmpty, ediCurrency, ediTotalNone, ediTotal, ediTotalRounding,
        ediTotalContradiction, ediChargeDoubled, ediSign, ediLineAmount, ediLinePrice, ediLineQuantity,
        ediLineReference, ediLineCopies, ediIdentifier, ediCount, ediInvoiceDuplicate, ediInvoiceNumberAgain,
        ediTypeOther, ediDialect, ediListOrderLine, ediListVendor, ediListFund, ediStatusUnknown, ediOutput,
        ediNameLong, ediUnfinished,
    ]
}
