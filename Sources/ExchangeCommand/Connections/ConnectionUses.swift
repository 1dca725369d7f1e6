import Engine
import Exchange
import Setup

/// Which profiles of an institution use which connection, and how. A profile that is not whole is left out and named.
struct ConnectionUses {
    private var readings: [String: [TrialOrder.Reading]] = [:]
    private var writings: [String: [(profile: String, folder: String)]] = [:]
    private(set) var broken: [String] = []

    init(_ configuration: Configuration, of institution: Institution) {
        for name in configuration.profileNames where name.institution == institution.name {
            let targets = configuration.targets(of: name)
            for aimed in [name.description] + targets.map({ "\(name.description)@\($0)" }) {
                add(aimed, configuration, isTarget: aimed != name.description)
            }
        }
    }

    private mutating func add(_ name: String, _ configuration: Configuration, isTarget: Bool) {
        do throws(SetupFailure) {
            let profile = try configuration.profile(name)
            let (pickup, delivery) = (profile.plan.pickup, profile.plan.delivery)
            let known = readings[pickup.connection, default: []]
            // A target usually picks up where its profile does.
            if !isTarget || !known.contains(where: { $0.plan.folder == pickup.folder }) {
                readings[pickup.connection, default: []].append(TrialOrder.Reading(profile.name.profile, pickup))
            }
            writings[delivery.connection, default: []].append((profile.name.profile, delivery.folder))
        } catch {
            broken.append(name)
        }
    }

    /// Every profile that uses the connection, each once.
    func profiles(of connection: String) -> [String] {
        let all = readings[connection, default: []].map(\.profile) + writings[connection, default: []].map(\.profile)
        return all.enumerated().filter { index, name in !all[..<index].contains(name) }.map(\.element)
    }

    /// What is to be tried there. `folder` is written to beside those that profiles deliver to.
    func order(for connection: String, writing folder: String?) -> TrialOrder {
        let folders = writings[connection, default: []].map(\.folder) + (folder.map { [$0] } ?? [])
        return TrialOrder(
            readings: readings[connection, default: []],
            writings: folders.enumerated().filter { index, name in !folders[..<index].contains(name) }.map(\.element))
    }
}
