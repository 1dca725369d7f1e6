import Exchange

extension Code {
    package static let pickupNotAFile = Code(
        "pickup.notafile", .data, owner: .it,
        cause: "Something in the pickup folder has a matching name but is a link, a folder, a pipe or a device.",
        remedy: "Put the real file there, or remove it. It was neither opened nor followed.")
    package static let pickupName = Code(
        "pickup.name", .data, owner: .it,
        cause: "A file's name has control characters in it, or is too long to be used safely.",
        remedy: "Rename the file at the source. It was left where it is.")
    package static let pickupChanged = Code(
        "pickup.changed", .place, owner: .it,
        cause: "A file changed while it was being brought in: somebody is still writing it.",
        remedy: "Nothing: the next run takes it once it is finished. If this repeats, raise 'settle' in the profile.")
    package static let runConfiguration = Code(
        "run.configuration", .configuration, owner: .it,
        cause: "The configuration changed while a run was interrupted before it had sent anything.",
        remedy: "Nothing: the interrupted run was given up, and a new one has started with the new configuration.")
    package static let runUnverified = Code(
        "run.unverified", .machine, owner: .it,
        cause: "An output read back from the disk is not what was written. It was not sent.",
        remedy: "Check the disk of the state folder; then run again.")
    package static let runBooks = Code(
        "run.books", .machine, owner: .it,
        cause: "Not every record that was read is accounted for: an error in this program. Nothing was sent.",
        remedy: "Keep the source file and report this as an error of the program, with the report of the run.")
    package static let runReview = Code(
        "run.review", .data, owner: .acquisitions,
        cause: "The profile says 'review: yes', or the run was begun with --review: a person looks before anything is "
            + "sent.",
        remedy:
            "Read the cover sheets. Then 'exchange release RUN --reason TEXT' sends exactly what was prepared; if it "
            + "is wrong, correct it where it comes from: nothing was sent.")
    package static let runOutputs = Code(
        "run.outputs", .machine, owner: .it,
        cause: "A feed did not finish the files it began, or made none of the records it accepted: an error in this "
            + "program. Nothing was sent.",
        remedy: "Keep the source file and report this as an error of the program, with the report of the run.")
    package static let runNameTwice = Code(
        "run.name.twice", .configuration, owner: .it,
        cause: "A run makes several files, but the profile's name pattern gives them all the same name.",
        remedy: "Put {ordinal} into 'to: name', or more of the file's own name ({name}) where the feed takes it.")
    package static let runNameRefused = Code(
        "run.name.refused", .data, owner: .it,
        cause:
            "A file would be delivered under a name that the receiver does not take, or that means something else: '.x-' "
            + "begins the names of our own temporary files, and '.handled' is how receivers mark what they have taken.",
        remedy: "Rename the file at its source, or give deliveries other names with 'to: name'.")
    package static let guardRejects = Code(
        "guard.rejects", .data, owner: .registrar,
        cause: "More records were rejected than the profile allows: usually the source's layout has changed.",
        remedy: "Read the rejects in the report. Correct the source, or raise 'guard: max_rejects_percent'.")
    package static let guardRecords = Code(
        "guard.records", .data, owner: .registrar,
        cause: "Fewer records were accepted than the profile demands: usually the source file is cut or incomplete.",
        remedy: "Compare the source with an earlier one. If it is right, lower 'guard: min_records'.")
    package static let guardFall = Code(
        "guard.fall", .data, owner: .registrar,
        cause: "The load has far fewer records than the last delivered one: usually the source file is cut.",
        remedy: "Compare the source with the last one. If it is right, release the run, or raise "
            + "'guard: max_fall_percent'.")
    package static let guardRise = Code(
        "guard.rise", .data, owner: .registrar,
        cause: "The load has far more records than the last delivered one: usually a filter at the source is gone.",
        remedy: "Compare the source with the last one. If it is right, release the run, or raise "
            + "'guard: max_rise_percent'.")
    package static let guardSteady = Code(
        "guard.steady", .data, owner: .registrar,
        cause: "Many records that were there before would get another name, birth date or identifier: usually columns "
            + "were swapped at the source, or identifiers were given to other people.",
        remedy: "Compare some of them ('exchange report RUN --ids'). If it is right, release the run, or raise "
            + "'guard: max_steady_change_percent'.")
    package static let guardGone = Code(
        "guard.gone", .data, owner: .registrar,
        cause: "Many records of the last load are not in this one, although others may stand in their place: another "
            + "institution's file, or identifiers that have changed.",
        remedy: "Look whom the file is about. If it is right, release the run, or raise 'guard: max_gone_percent'.")
    package static let guardGroup = Code(
        "guard.group", .data, owner: .registrar,
        cause: "One group of the load (students, staff) has shrunk far more than the profile allows, or has vanished.",
        remedy: "Ask whether that group was extracted. If it is right, release the run, or give the group a limit of "
            + "its own under 'guard: groups'.")
    package static let guardField = Code(
        "guard.field", .data, owner: .registrar,
        cause: "A field that many records had is blank in most of them now: usually a column is gone or has moved.",
        remedy: "Look at that column of the source. If it is right, release the run, or give the field a limit of its "
            + "own under 'guard: fields'.")
    package static let guardCleared = Code(
        "guard.cleared", .data, owner: .registrar,
        cause: "The receiver would erase a field for more records than the profile allows.",
        remedy: "Look at that column of the source. If it is right, release the run, or raise "
            + "'guard: max_cleared_percent'.")
    package static let guardExpired = Code(
        "guard.expired", .data, owner: .registrar,
        cause: "More people would be expired at the receiver than the profile allows, because they are missing from "
            + "the load.",
        remedy: "Ask whether the extract is whole. If it is right, release the run, or raise "
            + "'guard: max_expired_percent'.")
    package static let deliverConflict = Code(
        "deliver.conflict", .place, owner: .it,
        cause: "Under the name this file was to get, the receiver has another file already. Neither was touched.",
        remedy:
            "Find out whose file it is and move it away, then run again: this file waits for that. With {run} in 'to: name' "
            + "later runs get names of their own.")
    package static let deliverDoubt = Code(
        "deliver.doubt", .place, owner: .it,
        cause:
            "The file was about to be renamed to its final name when the run stopped, and now neither name is there: "
            + "either the receiver has taken it, or somebody removed our temporary file.",
        remedy: "Ask the receiver whether the file arrived, and say so with 'exchange settle'. If only this program "
            + "removes its temporary files there, say 'temp_safe: yes' in the connection: then later runs know."
    )
    package static let deliverCheck = Code(
        "deliver.check", .place, owner: .it,
        cause: "What was read back from the receiver is not what was sent. It was not published.",
        remedy: "Run again: the file is sent anew. If this repeats, the receiver's disk or the network is at fault.")
    package static let releaseChanged = Code(
        "release.changed", .data, owner: .it,
        cause: "A file at the source is not the one that was taken any more; it was left alone.",
        remedy: "Nothing: the next run takes the new file.")
    package static let releaseState = Code(
        "release.state", .usage, owner: .library,
        cause: "The run holds nothing that could be released: it was not held by a guard, or had nothing to send.",
        remedy: "See 'exchange history' for the runs that are held.")
    package static let releaseTwice = Code(
        "release.twice", .usage, owner: .library,
        cause: "The run was released before, and what was held is sent once.",
        remedy: "Nothing: see 'exchange report' for what became of it. To send its file again knowingly, use "
            + "'exchange run --again --reason'.")
    package static let releaseSuperseded = Code(
        "release.superseded", .usage, owner: .library,
        cause: "Another run of the profile has delivered since this one was held. What was held is older than what the "
            + "receiver has by now.",
        remedy: "Nothing: the newer load stands. To load the older file all the same, use "
            + "'exchange run --again --reason'.")
    package static let releaseExpired = Code(
        "release.expired", .usage, owner: .library,
        cause: "What the run would have sent is not kept any more: its retention is over, or the file was removed.",
        remedy: "Start 'exchange run' with the same source file: it is converted and judged afresh.")
    package static let releaseAltered = Code(
        "release.altered", .machine, owner: .it,
        cause: "What the run would have sent is not what the guards judged: a file in the state folder has changed.",
        remedy: "Find out who writes into the state folder. Then start 'exchange run --again --reason' with the same "
            + "source file: it is converted and judged afresh.")

    package static let baselineMissing = Code(
        "baseline.missing", .machine, owner: .it,
        cause: "The last delivered load, with which this one is to be compared, is not in the state folder any more.",
        remedy:
            "Restore the state folder's 'baselines' from the backup. If there is none, go on without it: 'exchange run "
            + "<profile> --without-baseline --reason \"...\"'; everybody then counts as new, and nobody as missing.")
    package static let baselineDamaged = Code(
        "baseline.damaged", .machine, owner: .it,
        cause:
            "The file of the last delivered load is not the one that was recorded when it was delivered. Nothing in it "
            + "was believed.",
        remedy: "Restore the state folder's 'baselines' from the backup and look at the disk. If there is none, go on "
            + "without it: 'exchange run <profile> --without-baseline --reason \"...\"'.")
    package static let reportKey = Code(
        "report.key", .configuration, owner: .it,
        cause: "The key behind the pseudonyms of the reports is not what this program wrote there.",
        remedy: "Restore the file from a backup, or remove it: then reports use other pseudonyms from now on.")

    /// Every code of this room.
    package static let engine: [Code] =
        [
            pickupNotAFile, pickupName, pickupChanged, runConfiguration, runUnverified, runBooks, runReview, runOutputs,
            runNameTwice, runNameRefused,
            guardRejects, guardRecords, guardFall, guardRise, guardGone, guardSteady, guardGroup, guardField,
            guardCleared,
            guardExpired, deliverConflict, deliverDoubt, deliverCheck, releaseChanged, releaseState, releaseTwice,
            releaseSuperseded, releaseExpired, releaseAltered,
            baselineMissing, baselineDamaged, reportKey,
        ] + pickup + placeWork + settle + awaited + poison
}
