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

    package static let placeUnreachable = Code(
        "place.unreachable", .place, owner: .it,
        cause: "The server did not answer: its name is unknown, nothing listens on the port, or the network is down.",
        remedy: "Check host and port of the connection, and the firewall between here and there; then run again.")
    package static let placeLost = Code(
        "place.lost", .place, owner: .it,
        cause: "The conversation with the server broke off in the middle.",
        remedy: "Run again: nothing was published half, and the run goes on where it stopped. If it happens often, ask "
            + "who runs the network or the server.")
    package static let placeStalled = Code(
        "place.stalled", .place, owner: .it,
        cause: "The server is there, but nothing, or hardly anything, moved for longer than the connection allows.",
        remedy: "Run again later. If the line is slow by nature, allow more under 'timeouts' in the connection.")
    package static let placeLogin = Code(
        "place.login", .place, owner: .it,
        cause: "The server refused the account, the key or the password. Servers do not say which of them is wrong.",
        remedy:
            "Compare 'user' and the key or password with what the server's owner gave you; of a key they need the public "
            + "half ('ssh-keygen -y -f FILE' shows it). 'exchange connections test' tries at once; runs pause for a while "
            + "after refusals, so that the account is not locked.")
    package static let placeAddress = Code(
        "place.address", .configuration, owner: .it,
        cause: "The server's name leads to an address that the connection does not allow.",
        remedy: "If the address is right, add it to 'addresses' of the connection; else find out who changed the name.")
    package static let placeProtocol = Code(
        "place.protocol", .place, owner: .it,
        cause: "The server said something that is not in the protocol. Nothing it sent is trusted.",
        remedy: "Run again; if it stays, ask who runs the server, with this message.")
    package static let placeTruncated = Code(
        "place.truncated", .place, owner: .it,
        cause: "A file ended before its size, or changed while it was read. What came was thrown away.",
        remedy: "Run again once the file is finished; ask its sender to write under another name and rename.")
    package static let placeTooLarge = Code(
        "place.toolarge", .place, owner: .it,
        cause: "A file is larger than the receiving service takes. Not a byte of it was sent.",
        remedy:
            "Split it: 'packing' of the profile makes smaller files where the feed knows it. Or ask the service for "
            + "another way.")

    package static let placeVerb = Code(
        "place.verb", .configuration, owner: .it,
        cause:
            "This kind of place cannot do what was asked: from a web server, for example, files can be fetched by name, but "
            + "not listed, stored, renamed or removed.",
        remedy: "Use the connection for what it can do ('exchange connections get'), or ask for SFTP or FTPS.")

    /// Every code of the contract of places.
    package static let places: [Code] = [
        placeMissing, placeExists, placeNotAFile, placePathRefused, placeRefused, placeFull, placeAborted,
        placeUnreachable, placeLost, placeStalled, placeLogin, placeAddress, placeProtocol, placeTruncated,
        placeTooLarge, placeVerb,
    ]
}
