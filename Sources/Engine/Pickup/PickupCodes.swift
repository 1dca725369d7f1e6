import Exchange

extension Code {
    package static let pickupListing = Code(
        "pickup.listing", .place, owner: .it,
        cause: "The server's listing names one file twice, or gives it a size that cannot be.",
        remedy:
            "Look at the folder with another program. If a file really stands there twice, ask who runs the server; "
            + "none of the two was taken.")
    package static let pickupEndless = Code(
        "pickup.endless", .place, owner: .it,
        cause: "The folder has more entries than anybody keeps in one, or the server never ends its listing.",
        remedy: "Look at the folder with another program. If it is really so full, move old files away, or let 'after' "
            + "in the profile do so.")
    package static let pickupUnfinished = Code(
        "pickup.unfinished", .data, owner: .it,
        cause: "A file stopped changing, but its end is not there yet: by its structure it is not whole.",
        remedy: "Nothing: the next run looks at it again. If it stays so, ask who writes it whether the transfer broke "
            + "off.")
    package static let pickupSize = Code(
        "pickup.size", .data, owner: .it,
        cause: "A file is smaller or larger than the profile says its files are. It was not fetched.",
        remedy: "Look at the file at the source. If it is right, change 'min_size' or 'max_size' under 'from'.")
    package static let pickupEmpty = Code(
        "pickup.empty", .data, owner: .registrar,
        cause: "A file at the source has not one byte: usually the extract failed.",
        remedy: "Have the file made anew, or removed. If an empty file is news, say 'empty: take' or 'empty: ignore' "
            + "under 'from' in the profile.")
    package static let claimName = Code(
        "claim.name", .place, owner: .it,
        cause: "While a run had a file under a name of its own ('claim: rename'), another came under the old name.",
        remedy:
            "Nothing is lost: the new file is taken by the next run. The old one was delivered, or has changed since; "
            + "look at it and remove it, or let 'after' in the profile move files away.")

    /// Every code of the pickup that is not about one kind of entry.
    static let pickup: [Code] = [pickupListing, pickupEndless, pickupUnfinished, pickupSize, pickupEmpty, claimName]
}
