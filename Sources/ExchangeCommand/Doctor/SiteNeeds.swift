import Exchange
import Setup

/// What the configuration asks of the machine.
struct SiteNeeds {
    private(set) var schemes: Set<String> = []
    private(set) var usesPGP = false

    init() {}

    /// What is not whole is left out: others complain about it.
    init(_ configuration: Configuration) {
        for (_, connection) in SiteConnections.whole(configuration) { schemes.insert(connection.scheme) }
        for name in configuration.profileNames {
            do throws(SetupFailure) {
                if try configuration.profile(name.description).plan.pgp != nil { usesPGP = true }
            } catch {}
        }
    }

    var usesCurl: Bool { !schemes.isDisjoint(with: ["ftp", "ftps", "https"]) }
    var usesTLS: Bool { !schemes.isDisjoint(with: ["ftps", "https"]) }
    var usesSFTP: Bool { schemes.contains("sftp") }
}

/// The connections of all institutions.
enum SiteConnections {
    /// As a command line names them: `north/campus`.
    static func names(_ configuration: Configuration) -> [String] {
        configuration.institutions.flatMap { institution in
            do throws(SetupFailure) {
                return try configuration.connectionNames(of: institution).map { "\(institution.name)/\($0)" }
            } catch { return [] }
        }
    }

    static func whole(_ configuration: Configuration) -> [(Institution, ConnectionSetup)] {
        names(configuration).compactMap { name in
            do throws(SetupFailure) { return try configuration.connection(name) } catch { return nil }
        }
    }
}
