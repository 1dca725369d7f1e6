import Exchange

extension Code {
    package static let zipDamaged = Code(
        "zip.damaged", .machine, owner: .it,
        cause: "A zip file does not read back as it should: cut off, altered, or with something else behind it.",
        remedy:
            "Nothing was sent. Check the disk and its free space and run again; a file from elsewhere must be sent again."
    )
    package static let zipName = Code(
        "zip.name", .data, owner: .vendor,
        cause: "A name in a zip file could lead outside the folder it is unpacked in, or is no name at all.",
        remedy: "Do not unpack this file. Ask its sender how it came to be, and for a new one.")
    package static let zipKind = Code(
        "zip.kind", .data, owner: .vendor,
        cause: "An entry of a zip file is a link or a device, not a file. Such entries can be used to break in.",
        remedy: "Ask the sender for a zip file of plain files.")
    package static let zipEncrypted = Code(
        "zip.encrypted", .data, owner: .vendor,
        cause: "An entry of a zip file is encrypted with a password.",
        remedy: "Ask the sender for a file without a password; the transfer is encrypted anyway.")
    package static let zipBomb = Code(
        "zip.bomb", .data, owner: .vendor,
        cause:
            "A zip file holds far more than its size suggests: too many entries, too many bytes, or packed too well to be true.",
        remedy: "Do not unpack this file. If it is honest, ask for it in parts.")
    package static let zipLibrary = Code(
        "zip.libarchive", .machine, owner: .it,
        cause: "The library libarchive, which reads zip files from elsewhere, is not on this machine or too old.",
        remedy: "Install it: 'apt install libarchive13'.")
    package static let zipLarge = Code(
        "zip.large", .data, owner: .it,
        cause: "A zip file is larger than what is read into memory.",
        remedy: "Ask for the file in parts.")
    package static let zipOrder = Code(
        "zip.order", .machine, owner: .it,
        cause: "A part of this program wrote a zip file in the wrong order. This is an error in the program.",
        remedy: "Nothing was sent. Report it with 'exchange report'.")

    /// The codes of zip files.
    package static let zip: [Code] = [
        zipDamaged, zipName, zipKind, zipEncrypted, zipBomb, zipLibrary, zipLarge, zipOrder,
    ]
}
