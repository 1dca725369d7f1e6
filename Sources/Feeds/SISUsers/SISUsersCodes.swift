import Exchange

extension Code {
    package static let sisRequired = Code(
        "sis.required", .data, owner: .registrar,
        cause: "A field that the profile, or the library system itself, requires has no value in this record.",
        remedy:
            "Fill the column at the source; or, if such people are to be loaded all the same, take 'required' away, or use a constant."
    )
    package static let sisLength = Code(
        "sis.length", .data, owner: .registrar,
        cause: "A value is longer than the library system's schema allows for this field.",
        remedy: "Shorten the value at the source. It is not cut here, because a cut value is a wrong value.")
    package static let sisDate = Code(
        "sis.date", .data, owner: .registrar,
        cause: "A value is no date in the layout that the profile declares, or a day that does not exist.",
        remedy: "Correct the value at the source, or the 'date' layout in the profile if all dates look different.")
    package static let sisBoolean = Code(
        "sis.boolean", .data, owner: .registrar,
        cause: "A value is neither 'true' nor 'false'.",
        remedy: "Correct the value at the source, or use a constant in the profile.")
    package static let sisCharacter = Code(
        "sis.character", .data, owner: .registrar,
        cause: "A value has a control character in it, which XML cannot carry at all.",
        remedy: "Remove the character at the source: usually it was pasted in from another program.")
    package static let sisSegment = Code(
        "sis.segment", .data, owner: .registrar,
        cause:
            "An address, e-mail, phone, identifier, note or block has some values but lacks the one that makes it useful.",
        remedy: "Fill that value at the source. Until then the part is left out for this person.")
    package static let sisNoRecords = Code(
        "sis.norecords", .data, owner: .registrar,
        cause: "The file has a header but not a single record.",
        remedy: "Ask whoever makes the extract why it is empty. Nothing was sent.")
    package static let sisNoTable = Code(
        "sis.notable", .data, owner: .library,
        cause: "The file is neither a user file nor a table of people: its lines have no columns in common.",
        remedy:
            "Look at the file. If it is a table after all, write under 'read' in a profile how it is read, and name that profile."
    )
    package static let sisOutput = Code(
        "sis.output", .machine, owner: .it,
        cause: "The user file read back from the disk does not hold what was written.",
        remedy: "Run again. If this repeats, the disk is failing, or report it as an error of this program.")
    package static let sisXML = Code(
        "sis.xml", .data, owner: .it,
        cause: "A file is not a user file as the library system reads it.",
        remedy: "Read the message: the file must be XML with the root 'users', alone in a zip.")

    package static let sisName = Code(
        "sis.name", .data, owner: .registrar,
        cause: "A user has neither a first nor a last name; the library system wants at least one of them.",
        remedy: "Fill a name at the source.")
    package static let sisPractice = Code(
        "sis.practice", .data, owner: .registrar,
        cause: "A field is blank without which a user can hardly be served: the user group, or the expiry date.",
        remedy:
            "Fill it at the source, or give the field a 'default' in the profile. Until then the user is sent as is.")
    package static let sisMatchPoint = Code(
        "sis.matchpoint", .data, owner: .registrar,
        cause: "A user lacks the identifier by which logins and the library system's own load find the user: the same "
            + "person would be added once more, or could not log in.",
        remedy: "Fill that identifier at the source; or correct 'match_point' in the profile.")
    package static let sisPurge = Code(
        "sis.purge", .data, owner: .registrar,
        cause: "A purge date is before the expiry date, or too soon after it: a user could be removed for good while "
            + "books are still out. A purged user cannot be restored.",
        remedy: "Correct the dates at the source, or compute the purge date in the profile from the expiry date.")
    package static let sisPurgePast = Code(
        "sis.purge.past", .data, owner: .registrar,
        cause: "A purge date has passed already, for a user who has not expired: the next purge would remove the user.",
        remedy: "Correct the date at the source.")
    package static let sisDateRange = Code(
        "sis.date.range", .data, owner: .registrar,
        cause:
            "A date exists but cannot be meant: before 1900, more than a hundred years ahead, or a birth still to come.",
        remedy: "Correct the date at the source; look for two-digit years and for day and month the wrong way round.")
    package static let sisEmail = Code(
        "sis.email", .data, owner: .registrar,
        cause: "A value in an e-mail field does not have the shape of an address; often columns are shifted, or a word "
            + "such as 'none' stands for no address.",
        remedy: "Correct it at the source; or let the profile take only what looks like an address (see 'when').")
    package static let sisCountry = Code(
        "sis.country", .data, owner: .registrar,
        cause: "A country is not a code of three capital letters, as the library system's table of countries has them.",
        remedy: "Translate the source's countries with a 'lookup' in the profile; or set 'sis.country: off' under "
            + "'rules' if your table of countries is another one.")
    package static let sisCodeList = Code(
        "sis.codelist", .data, owner: .library,
        cause:
            "A value is none of the codes that the institution listed for the field; the library system would refuse "
            + "the user or drop the value.",
        remedy: "If the code is new, create it in the library system and add it to the list; otherwise correct the "
            + "source or its 'lookup'. Codes count letter by letter, capitals included.")
    package static let sisPreferred = Code(
        "sis.preferred", .data, owner: .library,
        cause: "The address, e-mail or phone that is to be the preferred one is blank for a user who has others.",
        remedy: "Nothing needs doing. If letters then go nowhere, let the profile choose with 'first'.")
    package static let sisInvisible = Code(
        "sis.invisible", .data, owner: .registrar,
        cause: "A value has a character that nobody can see: a control, a zero-width joiner, a change of direction. "
            + "Names with one are not found in a search.",
        remedy: "Remove it at the source; usually it was pasted in from another program. The value was sent as it is.")
    package static let sisDuplicateIdentifier = Code(
        "sis.identifier.duplicate", .data, owner: .registrar,
        cause: "Two users of one load have the same identifier. The library system loads the first and refuses the "
            + "second: \"already taken AcrossInstitution in this feed\".",
        remedy:
            "If both rows are one person, describe that with 'several_rows' in the profile; otherwise find out whose "
            + "the identifier is and correct the source.")
    package static let sisSameIdentifier = Code(
        "sis.identifier.same", .data, owner: .library,
        cause:
            "Two identifiers of one user have the same value. The library system wants them unique for the same user, "
            + "too.",
        remedy: "Take one of them out of the profile, or correct the source.")
    package static let sisSeveralRows = Code(
        "sis.severalrows", .data, owner: .library,
        cause: "Several rows were one person and became one user, by the weights in the profile.",
        remedy: "Nothing needs doing. If the wrong row won, change 'several_rows' in the profile.")
    package static let sisOtherRow = Code(
        "sis.otherrow", .data, owner: .registrar,
        cause:
            "A person has several rows and one of them was rejected; sending the others alone would make another user "
            + "of the person than the library should have.",
        remedy: "Correct the row that was rejected. Until then the library system keeps what it has of this person.")
    package static let sisBlank = Code(
        "sis.blank", .data, owner: .registrar,
        cause: "A field is blank, and the profile asks for users to be rejected rather than the field to be erased.",
        remedy: "Fill the field at the source; or change 'blank' in the profile to clear or resend.")
    package static let sisResent = Code(
        "sis.resent", .data, owner: .registrar,
        cause: "A field is blank at the source and the last delivered value was sent again, as the profile asks.",
        remedy: "Nothing needs doing, unless the value was taken away on purpose: then change 'blank' in the profile.")
    package static let sisMissing = Code(
        "sis.missing", .data, owner: .registrar,
        cause: "Users of the last load are not in this one. The library system keeps them as they are until somebody "
            + "ends them.",
        remedy:
            "Ask the registrar whether they have left; 'exchange report RUN --ids' lists who they are for a few days. "
            + "'missing: {expire: …}' in the profile ends such users.")
    package static let sisExpiryPostponed = Code(
        "sis.missing.postponed", .data, owner: .registrar,
        cause: "Users of the last load are not in this one, but rows were rejected of which not even the person is "
            + "known: some of the missing may be among them.",
        remedy: "Correct those rows. The missing are looked at again in the next run; nobody was ended in this one.")
    package static let sisProtected = Code(
        "sis.protected", .data, owner: .registrar,
        cause: "Somebody on the list of people who must be in every load is not in this one, or was rejected.",
        remedy: "Find out why. If the person has left, take the line out of the list and run again.")
    package static let sisTruncated = Code(
        "sis.truncated", .data, owner: .it,
        cause: "The last row of a file is damaged and has no end of line: the file was probably cut off on its way.",
        remedy: "Have the file sent again. 'exchange release' sends what was read, if it is whole after all.")
    package static let sisBaseline = Code(
        "sis.baseline", .machine, owner: .it,
        cause: "The copy of the last delivered load, against which this one is compared, cannot be read.",
        remedy: "Restore it from a backup of the state folder. Without it nothing is sent: who is missing and what "
            + "changed could not be told.")
    package static let sisSpool = Code(
        "sis.spool", .machine, owner: .it,
        cause: "The scratch file in which a run settles its records does not give back what was written.",
        remedy: "Check the disk of the state folder; then run again.")

    /// Every code of this feed.
    package static let sisUsers: [Code] = [
        sisRequired, sisLength, sisDate, sisBoolean, sisCharacter, sisSegment, sisNoRecords, sisNoTable, sisOutput,
        sisXML, sisName, sisPractice, sisMatchPoint, sisPurge, sisPurgePast, sisDateRange, sisEmail, sisCountry,
        sisCodeList, sisPreferred, sisInvisible, sisDuplicateIdentifier, sisSameIdentifier, sisSeveralRows, sisOtherRow,
        sisBlank, sisResent, sisMissing, sisExpiryPostponed, sisProtected, sisTruncated, sisBaseline, sisSpool,
    ]
}
