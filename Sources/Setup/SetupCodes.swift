import Exchange

extension Code {
    package static let setupComplaints = Code(
        "setup.complaints", .configuration, owner: .it,
        cause: "A profile, or a file it needs, has mistakes in it. Nothing was started, because nothing starts until "
            + "everything a run needs has been read and found whole.",
        remedy: "Run 'exchange profiles check': it names every mistake with its file, line and column.")
    package static let setupProfileUnknown = Code(
        "setup.profile.unknown", .usage, owner: .it,
        cause: "There is no profile of that name. A profile is the file Profiles/<name>.yaml, or "
            + "Profiles/<institution>/<name>.yaml for 'institution/name'.",
        remedy: "Run 'exchange profiles list' for the names there are, and mind the root folder that is used.")
    package static let setupInstitutionUnknown = Code(
        "setup.institution.unknown", .usage, owner: .it,
        cause: "The part of the profile's name before the '/' is not an institution in Profiles/institutions.yaml.",
        remedy: "Correct the name, or add the institution to Profiles/institutions.yaml.")
    package static let setupTargetUnknown = Code(
        "setup.target.unknown", .usage, owner: .it,
        cause: "The profile has no target of that name. Targets are named under 'targets' in the profile's file.",
        remedy: "Correct the name, or add the target to the profile: see Profiles/README.md.")
    package static let setupConnectionUnknown = Code(
        "setup.connection.unknown", .usage, owner: .it,
        cause: "There is no connection of that name in the institution's connections.yaml.",
        remedy: "Run 'exchange connections list' for the names there are; write 'institution/name' for another's.")
    package static let setupRootMissing = Code(
        "setup.root.missing", .configuration, owner: .it,
        cause: "The root folder has no folder 'Profiles' in it, so there is no configuration to read.",
        remedy: "Name the right root with '--root' or EXCHANGE_ROOT.")

    /// Every code of this room.
    package static let setup: [Code] = [
        setupComplaints, setupProfileUnknown, setupInstitutionUnknown, setupTargetUnknown, setupConnectionUnknown,
        setupRootMissing,
    ]
}
