import Exchange

extension Code {
    package static let shelfDamaged = Code(
        "shelf.damaged", .machine, owner: .it,
        cause:
            "What is remembered of a connection (host keys somebody trusted, what its server can do) cannot be read.",
        remedy:
            "Restore the file named in the message from a backup. If there is none, remove it: then host keys must be "
            + "compared and trusted again with 'exchange connections trust'.")
    package static let shelfFull = Code(
        "shelf.full", .machine, owner: .it,
        cause: "More was to be remembered of one connection than a sound server gives cause for.",
        remedy: "Look at the server with 'exchange connections test', and report this with its output.")
    package static let trialCheck = Code(
        "place.check", .place, owner: .it,
        cause: "The small file that was written to try the place did not read back as it was written.",
        remedy: "Do not deliver there before the owner of the server has found out why: files would arrive damaged.")
    package static let carryExists = Code(
        "carry.exists", .usage, owner: .it,
        cause: "Under the name that was to be written there is a file already. It was not touched.",
        remedy: "Choose another name or folder, or say --replace if it is to be replaced.")
    package static let carryNothing = Code(
        "carry.nothing", .usage, owner: .it,
        cause: "No file is there by the name or pattern that the command gives.",
        remedy: "See 'exchange connections ls' for what is there; put patterns in quotes, or the shell changes them.")
    package static let carryTwice = Code(
        "carry.twice", .usage, owner: .it,
        cause: "Two of the files would get the same name, and one would replace the other.",
        remedy: "Carry them one after the other, into different folders or under different names.")
    package static let carryCheck = Code(
        "carry.check", .place, owner: .it,
        cause: "What arrived is not what was sent: another size, or other bytes. It was not given its name.",
        remedy: "Try again; if it stays so, the disk or the network on one side is at fault.")
    package static let trustOther = Code(
        "trust.other", .usage, owner: .it,
        cause: "The server does not show the key whose fingerprint was given. Nothing was trusted.",
        remedy:
            "Do not go on before this is clear: ask the server's owner, by telephone rather than by mail, which "
            + "fingerprint is right.")
    package static let trustUnasked = Code(
        "trust.unasked", .usage, owner: .it,
        cause: "Nobody is there to be asked whether the server's key is right, and a key is never trusted unseen.",
        remedy: "Get the fingerprint from the server's owner and give it with --fingerprint SHA256:…, with --reason.")
    package static let trustReason = Code(
        "trust.reason", .usage, owner: .it,
        cause: "Another key of the same kind was trusted before. Why there is a new one is recorded with it.",
        remedy: "Ask the server's owner why the key changed, then say it with --reason \"...\".")
    package static let trustRule = Code(
        "trust.rule", .configuration, owner: .it,
        cause: "Which host keys are right stands in the connection itself, or its kind of place has none.",
        remedy: "Change 'host_keys' or 'known_hosts' of the connection; 'exchange connections test' shows the rest.")

    /// What goes wrong between a person and a place.
    static let placeWork: [Code] = [
        shelfDamaged, shelfFull, trialCheck, carryExists, carryNothing, carryTwice, carryCheck, trustOther,
        trustUnasked, trustReason, trustRule,
    ]
}
