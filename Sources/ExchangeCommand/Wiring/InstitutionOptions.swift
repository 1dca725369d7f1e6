import ArgumentParser
import Exchange
import Setup

/// Which institution's ledger a command reads.
struct InstitutionOptions: ParsableArguments {
    @OptionGroup var root: RootOptions
    @Option(help: "The institution; the default one if left out.")
    var institution: String?

    func desk(_ folder: RootFolder, _ configuration: Configuration) throws(Fault) -> Desk {
        try Desk(chosen(configuration), folder)
    }

    func chosen(_ configuration: Configuration) throws(Fault) -> Institution {
        let name = try name(configuration)
        return configuration.institutions.first { $0.name == name } ?? configuration.defaultInstitution
    }

    /// A profile without runs must be one that exists: else the name is misspelt. (A profile with runs may be gone.)
    func insist(on profile: String?, _ configuration: Configuration) throws(Fault) {
        guard let profile else { return }
        let own = try name(configuration)
        let names = configuration.profileNames.filter { $0.institution == own }.map(\.profile)
        let asked = ProfileName(institution: own, profile: profile)
        if names.contains(profile) || asked.target.map(configuration.targets(of: asked.base).contains) == true {
            return
        }
        let hint = nearest(profile, among: names).map { " Did you mean '\($0)'?" } ?? ""
        throw Fault(.setupProfileUnknown, .stop, "There is no profile '\(profile)' and no run of one.\(hint)")
    }

    func name(_ configuration: Configuration) throws(Fault) -> String {
        guard let institution else { return configuration.defaultInstitution.name }
        let names = configuration.institutions.map(\.name)
        if names.contains(institution) { return institution }
        let hint = nearest(institution, among: names).map { " Did you mean '\($0)'?" } ?? ""
        throw Fault(
            .setupInstitutionUnknown, .stop, "There is no institution '\(institution)'.\(hint)",
            remedy: "Known are: \(names.joined(separator: ", ")).")
    }
}

extension Configuration {
    /// Commands must name the institution: it is not the default one.
    func isForeign(_ institution: String) -> Bool { institution != defaultInstitution.name }
}
