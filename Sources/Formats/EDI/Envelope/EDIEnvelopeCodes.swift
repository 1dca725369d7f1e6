import Exchange

extension Code {
    package static let ediInterchangeNone = Code(
        "edi.interchange.none", .data, owner: .vendor,
        cause:
            "A message, or a part of one, stands in no interchange: there is no UNB before it. So nothing says "
            + "who sent it to whom, and whether it is whole.",
        remedy: "Ask the vendor for the whole file.")

    package static let ediInterchangeUnclosed = Code(
        "edi.interchange.unclosed", .data, owner: .vendor,
        cause:
            "An interchange has no UNZ: the file was cut off, or another interchange begins inside it. Messages "
            + "before the cut may be whole; how many are missing, nobody can say.",
        remedy: "Fetch the file again; if it is the same, ask the vendor for a complete one.")

    package static let ediInterchangeEmpty = Code(
        "edi.interchange.empty", .data, owner: .vendor,
        cause: "There is no message between UNB and UNZ.",
        remedy: "Ask the vendor whether there should have been one.")

    package static let ediInterchangeCount = Code(
        "edi.interchange.count", .data, owner: .vendor,
        cause:
            "UNZ says another number of messages (or, where there are groups, of groups) than the interchange "
            + "has. Many vendors count wrongly, and a lost message looks the same.",
        remedy: "Compare with what the vendor says it has sent.")

    package static let ediInterchangeReference = Code(
        "edi.interchange.reference", .data, owner: .vendor,
        cause:
            "The control reference of UNZ is not that of UNB: either the vendor writes it wrongly, or the end "
            + "of one interchange stands behind the beginning of another.",
        remedy: "Compare with what the vendor says it has sent.")

    package static let ediInterchangeRepeated = Code(
        "edi.interchange.repeated", .data, owner: .vendor,
        cause: "Two interchanges of one sender in one file have the same control reference.",
        remedy: "Ask the vendor whether one of them is a copy.")

    package static let ediInterchangeVersion = Code(
        "edi.interchange.version", .data, owner: .vendor,
        cause: "UNB names no version of the syntax that exists (1 to 4).",
        remedy: "Nothing needs doing.")

    package static let ediGroupUnclosed = Code(
        "edi.group.unclosed", .data, owner: .vendor,
        cause: "A functional group has no UNE.",
        remedy: "Fetch the file again; if it is the same, ask the vendor for a complete one.")

    package static let ediGroupCount = Code(
        "edi.group.count", .data, owner: .vendor,
        cause: "UNE says another number of messages than the group has.",
        remedy: "Compare with what the vendor says it has sent.")

    package static let ediGroupReference = Code(
        "edi.group.reference", .data, owner: .vendor,
        cause: "The reference of UNE is not that of UNG.",
        remedy: "Compare with what the vendor says it has sent.")

    package static let ediGroupMixed = Code(
        "edi.group.mixed", .data, owner: .vendor,
        cause: "An interchange has groups, and messages outside of them.",
        remedy: "Nothing needs doing now; tell the vendor, because other systems may refuse such a file.")

    package static let ediMessageUnclosed = Code(
        "edi.message.unclosed", .data, owner: .vendor,
        cause: "A message has no UNT: what stands in it may not be all. It is not delivered.",
        remedy: "Fetch the file again; if it is the same, ask the vendor for a complete one.")

    package static let ediMessageCount = Code(
        "edi.message.count", .data, owner: .vendor,
        cause:
            "UNT says another number of segments than the message has. Many vendors count wrongly, and a lost "
            + "segment looks the same; sums and totals tell which.",
        remedy: "Compare the totals; tell the vendor.")

    package static let ediMessageReference = Code(
        "edi.message.reference", .data, owner: .vendor,
        cause: "The reference of UNT is not that of UNH.",
        remedy: "Look whether the message is one, or the beginning of one and the end of another.")

    package static let ediMessageRepeated = Code(
        "edi.message.repeated", .data, owner: .vendor,
        cause: "Two messages of one interchange have the same reference.",
        remedy: "Look whether one is a copy of the other.")

    package static let ediMessageVersion = Code(
        "edi.message.version", .data, owner: .vendor,
        cause: "UNH names its directory wrongly: '0' for 'D', or with a blank. It was read as meant.",
        remedy: "Nothing needs doing now; tell the vendor, because other systems may refuse such a file.")

    package static let ediSegmentStray = Code(
        "edi.segment.stray", .data, owner: .vendor,
        cause: "A segment stands outside of every message. Nobody will read it.",
        remedy: "Ask the vendor to correct the message and to send it again.")

    /// Codes about interchanges, groups and messages, as far as their envelopes go.
    package static let ediEnvelope: [Code] = [
        ediInterchangeNone, ediInterchangeUnclosed, ediInterchangeEmpty, ediInterchangeCount,
        ediInterchangeReference, ediInterchangeRepeated, ediInterchangeVersion, ediGroupUnclosed, ediGroupCount,
        ediGroupReference, ediGroupMixed, ediMessageUnclosed, ediMessageCount, ediMessageReference,
        ediMessageRepeated, ediMessageVersion, ediSegmentStray,
    ]
}
