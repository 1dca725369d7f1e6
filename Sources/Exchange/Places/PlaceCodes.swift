extension Code {
    package static let placeMissing = Code(
        "place.missing", .place, owner: .it,
        cause: "A folder or file that the profile names is not there, at the source or at the target.",
        remedy: "Check the connection's path and the profile's folder; create the folder if it should be there.")
    package static let placeExists = Code(
        "place.exists", .place, owner: .it,
        cause: "Under the name that was to be written or renamed to, there is something already. It was not touched.",
        remedy: "Find out whose file it is. Move it away and run again, or choose a name with {run} in it.")
    package static let placeNotAFile = Code(
        "place.notafile", .place, owner: .it,
        cause: "There is a link, a folder, a pipe or a device where a plain file is needed. It was not opened.",
        remedy: "Put the real file there. Links are never followed: they could lead anywhere.")
    package static let placePathRefused = Code(
        "place.path.refused", .place, owner: .it,
        cause: "A path is absolute, has '..' in it, is too long, or leads out of the connection's folder.",
        remedy: "Use paths below the connection's folder.")
    package static let placeRefused = Code(
        "place.refused", .place, owner: .it,
        cause: "The place refused what was asked: no permission, or a failing disk.",
        remedy: "Read the system's reason in the message; check owner and permissions there.")
    package static let placeFull = Code(
        "place.full", .place, owner: .it,
        cause: "There is no room left at the place, or the quota is used up.",
        remedy: "Make room there, then run again: nothing was published, and the run goes on where it stopped.")
    package static let placeAborted = Code(
        "place.aborted", .place, owner: .it,
        cause: "Somebody asked this run to stop (Ctrl-C, a deadline, a shutdown).",
        remedy: "Run again: the run goes on where it stopped.")

    /// Every code of the contract of places.
    package static let places: [Code] = [
        placeMissing, placeExists, placeNotAFile, placePathRefused, placeRefused, placeFull, placeAborted,
    ]
}
