import Exchange
import Setup

/// Profile names for shell completion: short for the default institution's, as people type them.
enum ProfileNames {
    static func all() -> [String] {
        do {
            let configuration = try RootFolder(nil).configuration()
            return configuration.profileNames.map { name in
                name.institution == configuration.defaultInstitution.name ? name.profile : name.description
            }
        } catch {
            return []
        }
    }
}
