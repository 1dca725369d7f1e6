import Exchange

extension Code {
    package static let ediTypeUnknown = Code(
        "edi.type.unknown", .data, owner: .vendor,
        cause:
            "The message is of a kind, or of a directory, whose structure this program does not know. Only its "
            + "envelope and its numbers were checked.",
        remedy: "Nothing needs doing.")

    package static let ediSegmentMissing = Code(
        "edi.segment.missing", .data, owner: .vendor,
        cause: "A segment that every message of this kind has is not there.",
        remedy: "Ask the vendor to correct the message and to send it again.")

    package static let ediSegmentOrder = Code(
        "edi.segment.order", .data, owner: .vendor,
        cause: "A segment stands in another place than the standard has for it. It was read where it stands.",
        remedy: "Look whether it was understood; tell the vendor.")

    package static let ediSegmentForeign = Code(
        "edi.segment.foreign", .data, owner: .vendor,
        cause: "A segment stands in a message of a kind that has none such. Most systems skip it.",
        remedy: "Look whether it says anything you need; tell the vendor.")

    package static let ediSegmentRepeated = Code(
        "edi.segment.repeated", .data, owner: .vendor,
        cause: "A segment comes more often than the standard allows.",
        remedy: "Nothing needs doing now; tell the vendor, because other systems may refuse such a file.")

    package static let ediElementMissing = Code(
        "edi.element.missing", .data, owner: .vendor,
        cause: "A value that the standard requires is empty.",
        remedy: "Nothing needs doing now; tell the vendor, because other systems may refuse such a file.")

    package static let ediElementExtra = Code(
        "edi.element.extra", .data, owner: .vendor,
        cause:
            "A segment has more elements, or an element more components, than the standard knows. Usually a "
            + "separator in a text was written without its release character.",
        remedy: "Look whether the text named reads well; tell the vendor.")

    package static let ediElementLong = Code(
        "edi.element.long", .data, owner: .vendor,
        cause: "A value is longer than the standard allows. Other systems may cut it off.",
        remedy: "Look whether the value named matters to you; tell the vendor.")

    package static let ediElementShort = Code(
        "edi.element.short", .data, owner: .vendor,
        cause: "A value that has a fixed length is shorter.",
        remedy: "Nothing needs doing now; tell the vendor, because other systems may refuse such a file.")

    package static let ediElementKind = Code(
        "edi.element.kind", .data, owner: .vendor,
        cause: "A value that consists of letters has something else in it.",
        remedy: "Nothing needs doing now; tell the vendor, because other systems may refuse such a file.")

    package static let ediElementNumber = Code(
        "edi.element.number", .data, owner: .vendor,
        cause:
            "Where a number must stand is none: letters or a currency sign are in it, a thousands separator, "
            + "another decimal mark than the file declares, or a mark without a digit on either side.",
        remedy: "Ask the vendor to correct the message and to send it again.")

    package static let ediUnwritable = Code(
        "edi.unwritable", .data, owner: .vendor,
        cause: "A message cannot be written in the wanted character set, or a segment has no usable tag.",
        remedy: "Write the interchange with UNOY (UTF-8), or change the value named.")

    /// Codes about segments and values inside a message, held against its directory.
    package static let ediStructure: [Code] = [
        ediTypeUnknown, ediSegmentMissing, ediSegmentOrder, ediSegmentForeign, ediSegmentRepeated,
        ediElementMissing, ediElementExtra, ediElementLong, ediElementShort, ediElementKind, ediElementNumber,
        ediUnwritable,
    ]
}
