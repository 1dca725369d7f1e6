import Exchange

extension Code {
    package static let xmlForbidden = Code(
        "xml.forbidden", .data, owner: .registrar,
        cause:
            "The value has a character that no XML document may contain (XML 1.0, clause 2.2), mostly a control character.",
        remedy: "Retype the field in the source system; such characters come from copying out of other programs.")
    package static let xmlDamaged = Code(
        "xml.damaged", .machine, owner: .it,
        cause: "XML that this program wrote does not read back: tags do not match, or the text breaks off.",
        remedy: "Nothing was sent. Check the disk and its free space and run again; if it comes back, report it.")
    package static let xmlIllFormed = Code(
        "xml.illformed", .data, owner: .it,
        cause: "The file breaks the rules of XML at this place, so that a strict reader refuses all of it.",
        remedy:
            "Have the program corrected that writes the file: it must escape '&' and '<' in values and close every element."
    )
    package static let xmlCharacter = Code(
        "xml.character", .data, owner: .it,
        cause: "A byte that is no UTF-8, or a control character, stands in an XML file that is read as UTF-8.",
        remedy:
            "Have the writer convert its values to UTF-8 (they are often Windows-1252) and drop control characters.")
    package static let xmlProlog = Code(
        "xml.prolog", .data, owner: .it,
        cause: "Blank lines or other text stand before the XML declaration; a strict reader refuses the file.",
        remedy: "Have the writer begin the file with '<?xml', without a line or a letter before it.")
    package static let xmlDocumentType = Code(
        "xml.doctype", .data, owner: .vendor,
        cause:
            "The file has a document type (DOCTYPE). It could name files of this machine or grow without end, and files of this kind need none.",
        remedy: "Do not load this file. Ask its sender for one without a DOCTYPE.")
    package static let xmlLarge = Code(
        "xml.large", .data, owner: .vendor,
        cause: "Something in the file is larger, deeper or more numerous than any honest file has it.",
        remedy: "Look at the place that is named. If the file is honest, ask for it in smaller records.")
    package static let xmlCut = Code(
        "xml.cut", .data, owner: .it,
        cause: "The file ends in the middle: an element is still open.",
        remedy: "The file was probably fetched or written in part. Ask for it again.")
    package static let xmlLibrary = Code(
        "xml.libxml2", .machine, owner: .it,
        cause: "The library libxml2, which reads XML files from elsewhere, is not on this machine or too old.",
        remedy: "Install it: 'apt install libxml2'.")

    /// The codes of XML.
    package static let xml: [Code] = [
        xmlForbidden, xmlDamaged, xmlIllFormed, xmlCharacter, xmlProlog, xmlDocumentType, xmlLarge, xmlCut, xmlLibrary,
    ]
}
