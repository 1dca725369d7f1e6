import Exchange

extension Code {
    package static let ledgerSuperseded = Code(
        "ledger.superseded", .busy, owner: .it,
        cause: "Another process has taken this run over, so this one may not change anything any more.",
        remedy: "Nothing: the other process carries on. See 'exchange status' for who that is.")
    package static let ledgerState = Code(
        "ledger.state", .machine, owner: .it,
        cause: "A step tried to move an arrival or a delivery from a state it is not in. Nothing was changed.",
        remedy: "Run 'exchange status'; if no other process is at work, report this with 'exchange report'.")
    package static let ledgerOpen = Code(
        "ledger.open", .busy, owner: .it,
        cause: "The profile has a run that has not ended, and a profile has at most one at a time.",
        remedy: "Start 'exchange run' again: it finishes the open run first.")
    package static let ledgerEnded = Code(
        "ledger.ended", .machine, owner: .it,
        cause: "The run has ended; what has ended does not change.",
        remedy: "Start a new run.")
    package static let ledgerUnreadable = Code(
        "ledger.unreadable", .machine, owner: .it,
        cause: "The ledger's database could not be opened, read or written.",
        remedy: "Check the disk and the permissions of the state folder, then run again. Nothing was sent meanwhile.")
    package static let ledgerDamaged = Code(
        "ledger.damaged", .machine, owner: .it,
        cause: "The ledger's database is damaged, or its audit chain does not hold.",
        remedy: "Stop scheduled runs, keep a copy of the state folder, and restore the ledger from a backup.")
    package static let ledgerNewer = Code(
        "ledger.newer", .machine, owner: .it,
        cause: "The ledger was written by a newer version of this program.",
        remedy: "Use that version, or a newer one.")
    package static let ledgerBusy = Code(
        "ledger.busy", .busy, owner: .it,
        cause: "Another process holds the ledger's write lock for longer than the busy timeout.",
        remedy: "Wait for the other process to end and run again.")
    package static let ledgerForeign = Code(
        "ledger.foreign", .configuration, owner: .it,
        cause: "The ledger at this place belongs to another institution.",
        remedy: "Give each institution its own state folder, and put the ledger back where it came from.")
    package static let ledgerText = Code(
        "ledger.text", .machine, owner: .it,
        cause: "A name or a note holds a NUL character, which no database keeps whole. Nothing was changed.",
        remedy: "Rename the file or the profile that the message names, then run again.")
    package static let ledgerHeld = Code(
        "ledger.held", .usage, owner: .library,
        cause: "Only a run that was held by a guard can be reopened, and only once.",
        remedy: "See 'exchange history' for the runs that are held.")
    package static let ledgerNewerLoad = Code(
        "ledger.newerload", .usage, owner: .library,
        cause: "A held run is reopened only as long as no other run of its profile has delivered since.",
        remedy: "Nothing: the newer load stands.")
    package static let ledgerSlot = Code(
        "ledger.slot", .busy, owner: .it,
        cause:
            "Each slot of a schedule is run once, and a run has taken this one. That is so after a clock was set back, "
            + "or where cron and the daemon both start the profile.",
        remedy: "Nothing, if that run did its work: see 'exchange history'. To run the profile once more, leave out "
            + "--slot.")
    package static let ledgerBackup = Code(
        "ledger.backup", .machine, owner: .it,
        cause: "The copy of the ledger could not be made, or what was copied does not verify. Nothing was left behind.",
        remedy: "Check room and permissions where the copy was to go, and 'exchange ledger verify' for the ledger "
            + "itself.")
    package static let ledgerBackupThere = Code(
        "ledger.backup.exists", .usage, owner: .it,
        cause: "Where the copy of the ledger was to go there is a file already. It was not touched.",
        remedy: "Name a file that does not exist yet, for example with the date in its name.")
    package static let ledgerHead = Code(
        "ledger.head", .machine, owner: .it,
        cause: "A head of the audit chain that was printed earlier is not in the chain: rows were cut off its end or "
            + "written anew since, or an older copy of the ledger was put back.",
        remedy: "Stop scheduled runs and keep the state folder as it is. 'exchange audit verify FILE --head HEAD' says "
            + "which backup still has it; compare the reports since then with what the receiver got.")
    package static let ledgerHeadPruned = Code(
        "ledger.head.pruned", .usage, owner: .it,
        cause: "The row of this head was removed when its retention was over, so nothing can be said of it any more.",
        remedy: "Use the head of a later report, or verify a backup from that time: 'exchange audit verify FILE --head "
            + "HEAD'.")
    package static let ledgerBehind = Code(
        "ledger.behind", .machine, owner: .it,
        cause: "The ledger is not as far as this program had brought it, or has another history: an older copy was put "
            + "back, or its write-ahead log was lost or damaged. It can be read; nothing is fetched or sent.",
        remedy: "Put the newest copy back. Where there is none, 'exchange ledger adopt' shows what would follow from "
            + "going on with this one, and lets somebody decide it.")
    package static let ledgerAdoption = Code(
        "ledger.adoption", .usage, owner: .it,
        cause:
            "Only a ledger that has fallen behind is adopted, and only one that has a run to note the decision with.",
        remedy: "See 'exchange ledger verify' for what there is.")
    package static let ledgerFull = Code(
        "ledger.full", .machine, owner: .it,
        cause: "There was no room for a change of the ledger, so what it was to permit was not done: nothing is sent "
            + "without a durable note of it. Some room that was kept for this was given up, to record what happened.",
        remedy: "Free some space on the disk of the state folder, then run again: it goes on where it stopped.")
    package static let ledgerNetwork = Code(
        "ledger.network", .configuration, owner: .it,
        cause:
            "The ledger lies on a file system that other machines may use as well, or that a program provides. Locks "
            + "and flushes are often not what they should be there, and the ledger rests on both.",
        remedy:
            "Put the state folder on a disk of this machine; or, if no other machine uses it and it flushes what it "
            + "is told to, write 'network_state: yes' for the institution in Profiles/institutions.yaml.")

    /// Every code of this room.
    package static let ledger: [Code] = [
        ledgerSuperseded, ledgerState, ledgerOpen, ledgerEnded, ledgerUnreadable, ledgerDamaged, ledgerNewer,
        ledgerBusy, ledgerForeign, ledgerText, ledgerSlot, ledgerHeld, ledgerNewerLoad, ledgerBackup, ledgerBackupThere,
        ledgerHead, ledgerHeadPruned, ledgerBehind, ledgerAdoption, ledgerFull, ledgerNetwork,
    ]
}
