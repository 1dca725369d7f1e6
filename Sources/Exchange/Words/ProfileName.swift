/// A profile of an institution; written `institution/profile`. A profile aimed at one of its targets is a profile of its
/// own, `institution/profile@target`, with its own runs, numbers and memory.
package struct ProfileName: Hashable, Sendable, CustomStringConvertible {
    package let institution: String
    package let profile: String

    package init(institution: String, profile: String) {
        self.institution = institution
        self.profile = profile
    }

    /// The profile's own name, whatever it is aimed at.
    package var base: ProfileName {
        ProfileName(institution: institution, profile: String(profile.prefix { $0 != ProfileName.sign }))
    }

    /// `sandbox` in `sis-import@sandbox`.
    package var target: String? {
        profile.firstIndex(of: ProfileName.sign).map { String(profile[profile.index(after: $0)...]) }
    }

    package func aimed(at target: String) -> ProfileName {
        ProfileName(institution: institution, profile: "\(profile)\(ProfileName.sign)\(target)")
    }

    /// No profile's name has it.
    private static let sign: Character = "@"

    package var description: String { "\(institution)/\(profile)" }
}
