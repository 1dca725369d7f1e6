import Exchange

/// What UNB of a new interchange says.
package struct EDIHeader: Hashable, Sendable {
    package var sender: String
    /// 0007; empty for none.
    package var senderQualifier: String
    package var recipient: String
    package var recipientQualifier: String
    /// When the interchange was prepared, in local time.
    package var prepared: CivilTime
    /// 0020, at most 14 characters, new for every interchange to this recipient.
    package var reference: String
    /// 0026; empty for none.
    package var application = ""
    package var isTest = false

    package init(
        from sender: String, _ senderQualifier: String = "", to recipient: String, _ recipientQualifier: String = "",
        prepared: CivilTime, reference: String
    ) {
        self.sender = sender
        self.senderQualifier = senderQualifier
        self.recipient = recipient
        self.recipientQualifier = recipientQualifier
        self.prepared = prepared
        self.reference = reference
    }

    /// UNB in syntax version 3, with the identifier of `charset`.
    func segment(_ syntax: String) -> EDIPlainSegment {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = two(prepared.date.year % 100) + two(prepared.date.month) + two(prepared.date.day)
        let time = two(prepared.hour) + two(prepared.minute)
        return EDIPlainSegment(
            "UNB",
            [
                [syntax, "3"], [sender, senderQualifier], [recipient, recipientQualifier], [day, time], [reference],
                [""], [application], [""], [""], [""], [isTest ? "1" : ""],
            ]
        ).trimmed
    }
}
