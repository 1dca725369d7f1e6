/// A profile of an institution; written `institution/profile`.
package struct ProfileName: Hashable, Sendable, CustomStringConvertible {
    package let institution: String
    package let profile: String

    package init(institution: String, profile: String) {
        self.institution = institution
        self.profile = profile
    }

    package var description: String { "\(institution)/\(profile)" }
}
