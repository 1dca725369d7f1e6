import Exchange

extension Code {
    package static let deliverUntaken = Code(
        "deliver.untaken", .place, owner: .library,
        cause: "A file was delivered, and after the time the profile allows ('to: taken_within') it still stands there "
            + "under its final name: the receiver has not taken it.",
        remedy:
            "Look whether the receiver's import ran, and which folder and names it takes. The file is whole and waits "
            + "there; it need not be sent again.")
    package static let pickupMissing = Code(
        "pickup.missing", .data, owner: .it,
        cause: "A file was expected by now, and there is none to take.",
        remedy:
            "Ask who makes the file whether it was made and sent, and to which folder. Nothing need be done here: the "
            + "next run takes it once it is there.")

    package static let pickupLate = Code(
        "pickup.late", .data, owner: .it,
        cause: "A file is later than it should be ('amber' of its expectation), and not yet missing.",
        remedy: "Ask whoever makes the file whether it is under way. Nothing need be done here.")
    package static let runRecords = Code(
        "run.records", .data, owner: .registrar,
        cause: "The load has fewer or more records than the profile's expectation says ('records'). It was delivered.",
        remedy:
            "Ask whether the extract is whole. If it is, correct 'records' in the profile; to have such a load held, "
            + "give it a 'guard'.")

    /// Codes of what did not happen in its time.
    static let awaited: [Code] = [deliverUntaken, pickupMissing, pickupLate, runRecords]
}
