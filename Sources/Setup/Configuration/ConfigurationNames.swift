import Exchange

extension Configuration {
    /// The profile a command line means: `profile` of the default institution, or `institution/profile`, either with
    /// `@target` behind it. Throws `setup.institution.unknown` and `setup.profile.unknown`, with the nearest name and the
    /// names there are; whether there is such a target is not asked.
    package func name(_ text: String) throws(SetupFailure) -> ProfileName {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let institution = try institution(parts.count == 2 ? parts[0] : defaultInstitution.name)
        let name = ProfileName(institution: institution.name, profile: parts.last ?? "")
        guard profileNames.contains(name.base) else { throw .fault(unknown(name.base)) }
        return name
    }

    func institution(_ name: String) throws(SetupFailure) -> Institution {
        if let found = institutions.first(where: { $0.name == name }) { return found }
        let names = institutions.map(\.name)
        throw .fault(
            Fault(
                .setupInstitutionUnknown, .stop, "there is no institution '\(name)'" + hint(name, names),
                context: ["institution": name]))
    }

    func unknown(_ name: ProfileName) -> Fault {
        let names = profileNames.filter { $0.institution == name.institution }.map(\.profile)
        return Fault(
            .setupProfileUnknown, .stop,
            "there is no profile '\(name.profile)' of '\(name.institution)'" + hint(name.profile, names),
            context: ["profile": name.description])
    }

    func unknownTarget(_ name: ProfileName, _ names: [String]) -> Fault {
        let target = name.target ?? ""
        return Fault(
            .setupTargetUnknown, .stop,
            "the profile '\(name.base.profile)' has no target '\(target)'" + hint(target, names),
            context: ["profile": name.description])
    }

    private func hint(_ word: String, _ names: [String]) -> String {
        if names.isEmpty { return "; there are none" }
        let all = names.joined(separator: ", ")
        guard let nearest = Exchange.nearest(word, among: names) else { return "; there are: \(all)" }
        return "; did you mean '\(nearest)'? There are: \(all)"
    }
}
