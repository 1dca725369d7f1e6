import ArgumentParser
import Exchange
import Setup

/// Which institution's ledger a command reads.
struct InstitutionOptions: ParsableArguments {
    @OptionGroup var root: RootOptions
    @Option(help: "The institution; the default one if left out.")
    var institution: String?

    func desk() throws -> Desk {
        let (folder, configuration) = try root.configuration()
        return try desk(folder, configuration)
    }

    func desk(_ folder: RootFolder, _ configuration: Configuration) throws(Fault) -> Desk {
        let name = try name(configuration)
        return try Desk(folder.state(of: name), institution: name)
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
