import Exchange

extension Code {
    package static let daemonTwice = Code(
        "daemon.twice", .busy, owner: .it,
        cause: "A daemon is at work on this state already; two would only get in each other's way.",
        remedy: "Leave the one that runs, or stop it first: 'systemctl stop exchange'.")
    package static let daemonIdle = Code(
        "daemon.idle", .configuration, owner: .it,
        cause: "No profile has a 'schedule', so there is nothing for the daemon to do.",
        remedy: "Give a profile a schedule ('exchange profiles explain' shows it), then start the daemon again.")
    package static let daemonConfiguration = Code(
        "daemon.configuration", .configuration, owner: .it,
        cause: "The configuration could not be copied, so that its runs would all see the same.",
        remedy: "Look at the file in the message; the daemon goes on with what it read before.")

    package static let daemon: [Code] = [daemonTwice, daemonIdle, daemonConfiguration]
}
