import Exchange

extension Code {
    package static let machineFile = Code(
        "machine.file", .machine, owner: .it,
        cause: "The operating system refused to open, read, write, flush or rename a file.",
        remedy: "Look at the path and the system's reason in the message: usually permissions or a failing disk.")
    package static let machineDiskFull = Code(
        "machine.disk.full", .machine, owner: .it,
        cause: "There is no room left on the disk, or the quota is used up.",
        remedy: "Free some space, then run again: nothing was sent, and the run goes on where it stopped.")
    package static let machineConfined = Code(
        "machine.confined", .machine, owner: .it,
        cause: "A path would lead out of its folder, or through a symbolic link; the kernel refused to follow it.",
        remedy: "Use a plain file in that folder. Links are not followed, because they can be changed under our feet.")
    package static let machineNotAFile = Code(
        "machine.notafile", .machine, owner: .it,
        cause: "A regular file was expected, but there is a folder, a link, a pipe or a device.",
        remedy: "Remove it or put the real file in its place.")
    package static let machineExists = Code(
        "machine.exists", .machine, owner: .it,
        cause: "A file that must be new exists already. It was not touched.",
        remedy: "Move the existing file away, or choose another name.")
    package static let machineMissing = Code(
        "machine.missing", .machine, owner: .it,
        cause: "A file or folder that is needed is not there.",
        remedy: "Check the path in the message; create the folder or restore the file.")
    package static let machineLocked = Code(
        "machine.locked", .busy, owner: .it,
        cause: "Another process of this program is at work on the same profile.",
        remedy: "Wait until it has ended. 'exchange status' shows it.")
    package static let machineChild = Code(
        "machine.child", .machine, owner: .it,
        cause: "A program that was to be started could not be started, or ended badly.",
        remedy: "Read the program's last lines in the message and try it by hand.")
    package static let machineZone = Code(
        "machine.zone", .configuration, owner: .it,
        cause: "The time zone's name is unknown on this machine, or its data file is damaged.",
        remedy: "Use a name such as America/Chicago or Europe/Vienna, and install the package 'tzdata'.")

    /// Every code of this room.
    package static let machine: [Code] =
        [
            machineFile, machineDiskFull, machineConfined, machineNotAFile, machineExists, machineMissing,
            machineLocked,
            machineChild, machineZone,
        ] + seal + secrets
}
