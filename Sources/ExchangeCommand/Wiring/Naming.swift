import Engine
import Exchange
import Setup

extension RootFolder {
    /// What an institution's reports call a record of some identifier; nil where they must not name it.
    func naming(of institution: Institution) throws(Fault) -> (String) -> String? {
        switch institution.identifiers {
        case .show: return { $0 }
        case .none: return { _ in nil }
        case .pseudonym: return try Pseudonyms(in: try Workspace(state(of: institution.name))).name
        }
    }
}
