import Exchange

extension Code {
    package static let commandRoot = Code(
        "command.root", .configuration, owner: .it,
        cause: "There is no folder 'Profiles' where the program looks for its configuration.",
        remedy: "Change to the folder that holds 'Profiles', or give it with --root or in EXCHANGE_ROOT.")
    package static let commandTime = Code(
        "command.time", .usage, owner: .it,
        cause: "A time on the command line is not written in a way that leaves no doubt.",
        remedy: "Write 2026-11-21, or 2026-11-21T02:30 for a time of day in the profile's zone.")
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
    package static let commandField = Code(
        "command.field", .usage, owner: .it,
        cause: "The command names a field that users do not have.",
        remedy: "Write fields as 'exchange compare' prints them: user_group, address, address[home]/city.")
    package static let commandUnknown = Code(
        "command.code", .usage, owner: .it,
        cause: "The command asks about a code that this program does not use.",
        remedy: "See 'exchange explain' without a code for all of them.")

    /// Every code of this room.
    package static let command: [Code] = [
        commandRoot, commandTime, commandFeed, commandFile, commandRun, commandField, commandUnknown,
    ]
}
