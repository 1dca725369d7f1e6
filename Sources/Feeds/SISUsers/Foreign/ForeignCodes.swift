import Exchange

extension Code {
    package static let userVersion = Code(
        "user.version", .data, owner: .it,
        cause: "The file is user XML of version 1, an older form with other names for everything.",
        remedy:
            "Have the writer changed to version 2 (root 'users'), or load it with a profile that is set to version 1.")
    package static let userRoot = Code(
        "user.root", .data, owner: .it,
        cause: "A user file has the root 'users' with 'user' elements in it; this one has not, or not quite.",
        remedy: "Have the writer put all users into one root element 'users', without a namespace.")
    package static let userElement = Code(
        "user.element", .data, owner: .it,
        cause:
            "An element or attribute is not known, or stands where it is not looked for: what it holds is not loaded.",
        remedy: "Have the writer corrected; names are written exactly as in the published schema, in its nesting.")
    package static let userRepeated = Code(
        "user.repeated", .data, owner: .it,
        cause: "An element that may stand once stands twice. Which one is loaded is not certain.",
        remedy: "Have the writer send it once.")
    package static let userDate = Code(
        "user.date", .data, owner: .it,
        cause: "Dates in user files are written YYYY-MM-DD; an empty date element is not allowed by the schema.",
        remedy: "Have the writer send dates as 2026-11-21, and leave the element out where there is none.")
    package static let userBoolean = Code(
        "user.boolean", .data, owner: .it,
        cause: "A yes-or-no value is neither 'true' nor 'false'.",
        remedy: "Have the writer send 'true' or 'false', in small letters.")
    package static let userLength = Code(
        "user.length", .data, owner: .registrar,
        cause: "A value is longer than the published schema allows.",
        remedy: "Shorten the value at the source.")
    package static let userMissing = Code(
        "user.missing", .data, owner: .registrar,
        cause: "Something is missing that the schema demands, or that a usable user record needs in practice.",
        remedy: "Fill it at the source, or have the writer send it.")
    package static let userPreferred = Code(
        "user.preferred", .data, owner: .it,
        cause: "Of each kind of address, e-mail and phone only one may be the preferred one.",
        remedy: "Have the writer mark one as preferred.")
    package static let userIdentifier = Code(
        "user.identifier", .data, owner: .registrar,
        cause:
            "An identifier occurs twice: in two people, or twice in one. Identifiers are unique over all people and types; the load takes the first person and rejects the second.",
        remedy: "Find out whose identifier it is, and correct the others at the source.")
    package static let userCount = Code(
        "user.count", .data, owner: .it,
        cause: "The file says it holds another number of users than it does: it may have been cut or put together.",
        remedy: "Ask for the file again, or have the writer leave 'total_record_count' out.")
    package static let userLabel = Code(
        "user.label", .data, owner: .library,
        cause: "A value looks like the label people see, where the load expects the code from the code table.",
        remedy: "Look the code up in the library system's code table, and map the value to it.")
    package static let userUnread = Code(
        "user.unread", .data, owner: .library,
        cause: "The load does not read this; it is set in the library system or by the load's own profile.",
        remedy: "Nothing needs doing. The writer may leave it out.")
    package static let userEncoding = Code(
        "user.encoding", .data, owner: .it,
        cause: "User files are UTF-8; this one declares another encoding or begins with a byte order mark.",
        remedy: "Have the writer send UTF-8 without a byte order mark.")
    package static let userPack = Code(
        "user.pack", .data, owner: .it,
        cause: "A zip for the load holds at most 50 XML files and nothing else, and is at most 4 GB.",
        remedy: "Put more users into each XML, or make several zips (at most 20 for a run); leave other files out.")

    /// Every code about user files from elsewhere.
    package static let foreignUsers: [Code] = [
        userVersion, userRoot, userElement, userRepeated, userDate, userBoolean, userLength, userMissing, userPreferred,
        userIdentifier, userCount, userLabel, userUnread, userEncoding, userPack,
    ]
}
