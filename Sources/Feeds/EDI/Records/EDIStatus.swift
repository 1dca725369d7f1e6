import Exchange

/// A status of an order's line, by the code lists of EDItEUR that FTX names.
package struct EDIStatus: Hashable, Sendable, Encodable {
    package let code: Sited<String>
    /// `8B`, `12B`, `1B`.
    package let list: String

    package var words: String {
        let table = ["8B", "7B", "10B"].contains(list) ? EDIStatus.availability : EDIStatus.order
        return table[code.value] ?? "status \(code.value) of list \(list)"
    }

    /// The list has such a code.
    var isKnown: Bool {
        (["8B", "7B", "10B"].contains(list) ? EDIStatus.availability : EDIStatus.order)[code.value] != nil
    }

    var isRefusal: Bool { (list == "12B" || list == "1B") && code.value.hasPrefix("2") && code.value != "210" }

    /// 1229.
    static func action(_ code: String) -> String? { actions[code] }

    private static let actions = [
        "1": "added", "2": "cancelled", "3": "changed", "4": "no action yet", "5": "accepted",
        "6": "accepted with changes", "7": "not accepted", "10": "not found",
        "24": "accepted with changes, to be supplied without asking again",
    ]

    /// List 8B, of which 7B is a part: whether a title is to be had.
    private static let availability = [
        "AB": "publication abandoned", "AD": "to be ordered from the publisher directly",
        "AU": "publisher's address unknown",
        "CS": "status uncertain", "FQ": "only available abroad", "HK": "paperback out of print, hardback available",
        "IB": "in stock", "IP": "in print and in stock at the publisher", "MD": "made on demand",
        "NK": "title not known",
        "NN": "the vendor does not supply this", "NP": "not yet published", "NQ": "not stocked",
        "NS": "not sold separately", "OB": "temporarily out of stock",
        "OF": "this format out of print, another available", "OP": "out of print",
        "OR": "out of print, new edition coming", "PK": "hardback out of print, paperback available",
        "PN": "publisher no longer in business", "RE": "awaiting reissue", "RF": "to be had from another publisher",
        "RM": "remaindered", "RP": "reprinting", "RR": "rights restricted, cannot be supplied here", "SD": "sold",
        "SN": "the vendor's supplier cannot trace it", "SO": "pack or set not available, single items only",
        "ST": "stocktaking, temporarily unavailable", "TO": "supplied to order only", "TU": "temporarily unavailable",
        "UB": "not obtainable from the vendor's suppliers", "UC": "unavailable, reprint under consideration",
    ]

    /// List 12B; 1B is its predecessor.
    private static let order = [
        "100": "accepted", "101": "held for an answer: price query", "102": "held for an answer: discount query",
        "103": "held: minimum order value not reached", "104": "held for an answer: firm order required",
        "110": "accepted, a substitute will be supplied", "200": "not accepted", "201": "not accepted: price query",
        "202": "not accepted: discount query", "203": "not accepted: minimum order value not reached",
        "205": "not accepted: promotion invalid", "206": "not accepted: promotion has ended",
        "207": "not accepted: not eligible for the promotion", "210": "not accepted, a substitute is offered",
        "220": "cancelled, no reason said", "221": "cancelled: past the order's expiry date",
        "222": "cancelled as the library asked", "223": "cancelled: cannot be supplied",
        "300": "passed to a new supplier",
        "301": "passed to the secondhand department", "400": "back-ordered",
        "401": "on order from the vendor's supplier",
        "402": "on order from abroad", "403": "back-ordered until the minimum order value is reached",
        "404": "sent by the vendor's supplier, not there yet", "405": "ordered again: wrong items came",
        "406": "ordered again: too few came", "407": "ordered again: damaged items came",
        "408": "ordered again: imperfect items came", "409": "ordered again: supplier cannot trace the order",
        "410": "being processed by the vendor", "411": "being processed by the vendor, waiting for the library",
        "412": "held until the library decides", "500": "on hold, ask the vendor's customer service",
        "800": "sent already", "900": "order line cannot be traced", "901": "held: note the changed title",
        "902": "held: note the later date", "903": "held: note the changed price",
        "999": "on hold, nothing decided yet",
    ]
}
