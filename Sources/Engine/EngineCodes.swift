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
    package static let runOutputs = Code(
        "run.outputs", .machine, owner: .it,
        cause: "A feed did not finish the files it began, or made none of the records it accepted: an error in this "
            + "program. Nothing was sent.",
        remedy: "Keep the source file and report this as an error of the program, with the report of the run.")
    package static let runNameTwice = Code(
        "run.name.twice", .configuration, owner: .it,
        cause: "A run makes several files, but the profile's name pattern gives them all the same name.",
        remedy: "Put {ordinal} into 'to: name'.")
    package static let guardRejects = Code(
        "guard.rejects", .data, owner: .registrar,
        cause: "More records were rejected than the profile allows: usually the source's layout has changed.",
        remedy: "Read the rejects in the report. Correct the source, or raise 'guard: max_rejects_percent'.")
    package static let guardRecords = Code(
        "guard.records", .data, owner: .registrar,
        cause: "Fewer records were accepted than the profile demands: usually the source file is cut or incomplete.",
        remedy: "Compare the source with an earlier one. If it is right, lower 'guard: min_records'.")
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
        remedy: "Ask the receiver whether the file arrived. If only this program removes its temporary files there, "
            + "say 'temp_safe: yes' in the connection.")
    package static let deliverCheck = Code(
        "deliver.check", .place, owner: .it,
        cause: "What was read back from the receiver is not what was sent. It was not published.",
        remedy: "Run again: the file is sent anew. If this repeats, the receiver's disk or the network is at fault.")
    package static let releaseChanged = Code(
        "release.changed", .data, owner: .it,
        cause: "A file at the source is not the one that was taken any more; it was left alone.",
        remedy: "Nothing: the next run takes the new file.")

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
    package static let engine: [Code] = [
        pickupNotAFile, pickupName, pickupChanged, runConfiguration, runUnverified, runBooks, runOutputs, runNameTwice,
        guardRejects,
        guardRecords, deliverConflict, deliverDoubt, deliverCheck, releaseChanged, baselineMissing, baselineDamaged,
        reportKey,
    ]
}
