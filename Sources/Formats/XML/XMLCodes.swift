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

    /// The codes of XML.
    package static let xml: [Code] = [xmlForbidden, xmlDamaged]
}
