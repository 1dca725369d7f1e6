import Exchange

extension Code {
    package static let commandRoot = Code(
        "command.root", .configuration, owner: .it,
        cause: "There is no folder 'Profiles' where the program looks for its configuration.",
        remedy: "Change to the folder that holds 'Profiles', or give it with --root or in EXCHANGE_ROOT. "
            + "'exchange profiles new' makes one.")
    package static let commandTime = Code(
        "command.time", .usage, owner: .it,
        cause: "A time on the command line is not written in a way that leaves no doubt.",
        remedy: "Write 2026-11-21, or 2026-11-21T02:30 for a time of day in the profile's zone; after --since also "
            + "yesterday, today, monday, 7d or 12h.")
    package static let commandFeed = Code(
        "command.feed", .usage, owner: .it,
        cause: "The command names a feed that this program does not have.",
        remedy: "See 'exchange profiles list --feeds' for the feeds there are.")
    package static let commandFile = Code(
        "command.file", .usage, owner: .it,
        cause: "The command names a file that is not there, or something that is no file: a folder, a pipe, a device.",
        remedy: "Check the spelling, and name one plain file.")
    package static let commandRun = Code(
        "command.run", .usage, owner: .it,
        cause: "The command names a run of which there is no report here.",
        remedy: "See 'exchange history' for the runs there are; give --institution for another institution's.")
    package static let commandOnly = Code(
        "command.only", .usage, owner: .it,
        cause: "What follows --only names no record: the file is not there, is no plain text, or is empty.",
        remedy: "Write identifiers with commas between them, or @ and the name of a file with one identifier a line.")
    package static let commandExists = Code(
        "command.exists", .usage, owner: .it,
        cause: "The command would write a file that is there already. It is never overwritten.",
        remedy: "Choose another name, or move the existing file away.")
    package static let commandName = Code(
        "command.name", .usage, owner: .it,
        cause: "A profile's name becomes part of file names, so not every text can be one.",
        remedy: "Use letters, digits, '-' and '_', 64 at most; not 'connections' or 'institutions'.")
    package static let commandStarter = Code(
        "command.starter", .usage, owner: .it,
        cause: "Not every feed can guess a profile from a sample of its input.",
        remedy: "Copy the shipped profile of that feed, or write one: see 'exchange profiles explain FEED --settings'.")
    package static let commandChanges = Code(
        "command.changes", .usage, owner: .library,
        cause:
            "There is no list of who changes: the run's feed compares nothing, only a part was taken, or the list is "
            + "gone because it is kept for a few days only.",
        remedy: "See the numbers in the report; 'exchange run NAME --dry-run --ids' lists what a run would change now.")
    package static let commandField = Code(
        "command.field", .usage, owner: .it,
        cause: "The command names a field that users do not have.",
        remedy: "Write fields as 'exchange compare' prints them: user_group, address, address[home]/city.")
    package static let connectionsFolder = Code(
        "connections.folder", .usage, owner: .it,
        cause: "The command needs a folder, and none was named, or none is there by that name.",
        remedy: "Name one: for 'connections probe' with --folder, a folder there that may be written to.")
    package static let connectionsZone = Code(
        "connections.zone", .usage, owner: .it,
        cause: "A name for the landing zone could not be used in a server's configuration without harm.",
        remedy: "Use plain account names (a to z, digits, '-', '_') and absolute paths without blanks.")
    package static let commandMessage = Code(
        "command.message", .usage, owner: .acquisitions,
        cause: "The command names a message or an invoice that the file does not have, or that nothing is kept of.",
        remedy: "See 'exchange edi show FILE' for the messages of a file; give --institution for another institution's."
    )
    package static let commandRepair = Code(
        "command.repair", .usage, owner: .acquisitions,
        cause: "The invoice does not have the fault that was to be repaired, or the repair would not make it whole.",
        remedy:
            "See 'exchange edi show FILE' for what is wrong with it; 'exchange edi reply' drafts a letter to the vendor."
    )
    package static let commandUnknown = Code(
        "command.code", .usage, owner: .it,
        cause: "The command asks about a code that this program does not use.",
        remedy: "See 'exchange explain' without a code for all of them.")

    /// Every code of this room.
    package static let command: [Code] = [
        commandRoot, commandTime, commandFeed, commandFile, commandRun, commandChanges, commandOnly, commandExists,
        commandName, commandStarter, commandField, connectionsFolder, connectionsZone, commandMessage, commandRepair,
        commandUnknown,
    ]
}
