import Exchange

extension Code {
    package static let relayFolders = Code(
        "relay.folders", .data, owner: .vendor,
        cause: "A zip file that was to be unpacked has its files in folders, and deliveries stand in one folder.",
        remedy:
            "If the names alone tell the files apart, write 'unzip: flat' in the profile. Otherwise ask the sender for "
            + "a zip file without folders.")
    package static let relayOutput = Code(
        "relay.output", .machine, owner: .it,
        cause:
            "What was to be delivered is not what came in: another number of files, or another size. Nothing was sent.",
        remedy: "Look at the disk of the state folder and run again. If this repeats, report it with the run's report.")

    /// The codes of the feed `file-relay`.
    package static let fileRelay: [Code] = [relayFolders, relayOutput]
}
