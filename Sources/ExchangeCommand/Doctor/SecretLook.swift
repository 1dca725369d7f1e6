import Exchange
import Machine
import Setup

/// Every secret that the configuration refers to, read and forgotten.
struct SecretLook {
    private let sources: [SecretSource]

    init(_ configuration: Configuration) {
        var found: Set<SecretSource> = []
        for (_, connection) in SiteConnections.whole(configuration) {
            found.formUnion(SecretLook.named(in: connection.settings.node, root: connection.settings.root))
        }
        for name in configuration.profileNames {
            do throws(SetupFailure) {
                let settings = try configuration.profile(name.description).settings
                guard let node = settings.node["pgp"] else { continue }
                found.formUnion(SecretLook.named(in: node, root: settings.root))
            } catch {}
        }
        sources = found.sorted { $0.words < $1.words }
    }

    var lines: [DoctorLine] {
        if sources.isEmpty { return [] }
        var good = 0
        var lines: [DoctorLine] = []
        for source in sources {
            do throws(Fault) {
                _ = try SecretStore.read(source)
                good += 1
            } catch {
                lines.append(line(source, error))
            }
        }
        let words = "\(counted(good, "secret")), each for this account alone"
        return (good > 0 ? [.ok("secrets", words)] : []) + lines
    }

    private func line(_ source: SecretSource, _ fault: Fault) -> DoctorLine {
        if case .file = source { return .fail("secrets", fault.message, do: fault.remedy) }
        guard fault.code == .secretMissing else { return .fail("secrets", fault.message, do: fault.remedy) }
        // Whoever starts the runs hands it over; a person at a terminal need not have it.
        return .warn(
            "secrets", "Not looked at: \(source.words) is handed over where the runs are started, and not here.",
            do: "See that the unit has LoadCredential= for it, or that cron sets the variable.")
    }

    private static func named(in node: Node, root: String) -> [SecretSource] {
        if let text = node.text { return SecretSource(text, root: root).map { [$0] } ?? [] }
        let inner = (node.items ?? []) + (node.pairs ?? []).map(\.value)
        return inner.flatMap { named(in: $0, root: root) }
    }
}
