import ArgumentParser

/// Where a profile is aimed at, if not at its own place.
struct TargetOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "One of the profile's targets instead of its own place, as in sis-import@sandbox.", valueName: "name"))
    var target: String?

    /// The profile as everything else names it.
    func aimed(_ profile: String) -> String { target.map { "\(profile)@\($0)" } ?? profile }
}
