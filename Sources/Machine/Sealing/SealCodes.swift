import Exchange

extension Code {
    package static let sealKey = Code(
        "seal.key", .configuration, owner: .it,
        cause:
            "The key to the institution's sealed files cannot be used: it is not there, others may read it, or it is "
            + "no key (32 bytes, or 64 hexadecimal digits).",
        remedy: "Put the right key file in its place, owned by the service's account, and 'chmod 600' it. "
            + "A key that is lost is not made anew: see 'exchange explain seal.other'.")
    package static let sealOther = Code(
        "seal.other", .machine, owner: .it,
        cause: "The file was sealed with another key than the one this institution has now.",
        remedy: "Restore that key from the backup. If it is lost, go on without the last delivered load: 'exchange run "
            + "<profile> --without-baseline --reason \"...\"'; everybody then counts as new, and nobody as missing.")
    package static let sealDamaged = Code(
        "seal.damaged", .machine, owner: .it,
        cause:
            "A sealed file is not what this program wrote: bytes were changed, cut off or exchanged. Nothing in it was "
            + "believed.",
        remedy:
            "Restore the file from the backup and look at the disk. If there is none, go on without it: 'exchange run "
            + "<profile> --without-baseline --reason \"...\"'.")
    package static let sealNewer = Code(
        "seal.newer", .machine, owner: .it,
        cause: "The file was sealed by a newer version of this program.",
        remedy: "Use that version, or a newer one.")

    /// Every code about sealed files.
    package static let seal: [Code] = [sealKey, sealOther, sealDamaged, sealNewer]
}
