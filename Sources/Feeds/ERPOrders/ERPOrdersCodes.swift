import Exchange

extension Code {
    package static let ordersEmpty = Code(
        "orders.empty", .data, owner: .it,
        cause: "A file of orders, or of answers about them, has no byte in it.",
        remedy: "Ask whoever makes the file to make it again. Nothing was sent.")
    package static let ordersProfile = Code(
        "orders.profile", .usage, owner: .library,
        cause: "The schema of purchase order files is not public, so what one looks like stands in a profile.",
        remedy: "Name the profile: 'exchange validate FILE --profile NAME'.")
    package static let ordersIdentity = Code(
        "orders.identity", .data, owner: .acquisitions,
        cause: "A record has no order number, so neither system could tell which order it is about.",
        remedy: "Look whether the path of 'order_number' in the profile is right; otherwise have the file corrected.")
    package static let ordersCurrency = Code(
        "orders.currency", .data, owner: .acquisitions,
        cause: "An amount has no currency, or one that is none of ISO 4217.",
        remedy: "If all amounts are in one currency, write 'currency: {constant: USD}' in the profile.")
    package static let ordersStatus = Code(
        "orders.status", .data, owner: .acquisitions,
        cause:
            "The ERP says something of an order that nobody has translated. It is kept back: what is not approved is not "
            + "therefore rejected.",
        remedy: "Ask the finance office what the word means, and write it under 'statuses' in the profile as approved, "
            + "rejected or open; then run the rejected records again.")
    package static let ordersNumber = Code(
        "orders.number", .data, owner: .acquisitions,
        cause: "An order is approved without the ERP's number, for which the library system waits.",
        remedy: "Ask the finance office for the number; then run the rejected record again with it.")
    package static let ordersReason = Code(
        "orders.reason", .data, owner: .acquisitions,
        cause: "The ERP rejects an order without saying why. The answer was delivered.",
        remedy: "Ask the finance office. If its file has a column for reasons, name it as 'reason' in the profile.")
    package static let ordersDuplicate = Code(
        "orders.duplicate", .data, owner: .acquisitions,
        cause: "The same order, or the same answer about one, stands twice in what came in; it was delivered once.",
        remedy: "Nothing needs doing.")
    package static let ordersContradiction = Code(
        "orders.contradiction", .data, owner: .acquisitions,
        cause:
            "Two records about one order say different things. Both are kept back, since the later one need not be the "
            + "right one.",
        remedy:
            "Find out which one holds, take the other one out of the rejects file, and run that. If records are lines of "
            + "orders, give 'line_number' in the profile.")
    package static let ordersSent = Code(
        "orders.sent", .data, owner: .acquisitions,
        cause: "The order was sent to the ERP before and not rejected since: sent again, it could be placed twice.",
        remedy: "Nothing needs doing if the ERP has it. 'exchange run PROFILE --again RUN' sends it all the same.")
    package static let ordersUnknown = Code(
        "orders.unknown", .data, owner: .acquisitions,
        cause:
            "The register of this program has no order with this number: it was sent by another way, or the number is "
            + "wrong.",
        remedy: "Look the order up in the library system. If others send orders as well, write 'unknown: send' in the "
            + "profile.")
    package static let ordersChanged = Code(
        "orders.changed", .data, owner: .acquisitions,
        cause:
            "The ERP says of an order the opposite of what it said before, and the order was not sent again in between.",
        remedy:
            "Ask the finance office which one holds. 'exchange run PROFILE --again RUN' delivers the new answer all "
            + "the same.")

    /// The codes of the feed `erp-orders`.
    package static let erpOrders: [Code] = [
        ordersEmpty, ordersProfile, ordersIdentity, ordersCurrency, ordersStatus, ordersNumber, ordersReason,
        ordersDuplicate, ordersContradiction, ordersSent, ordersUnknown, ordersChanged,
    ]
}
