import Engine
import Exchange
import Glibc
import Machine
import Setup
import Transports

/// What each connection needs of this machine, and, where it is asked for, whether it works.
struct ConnectionLook {
    private let folder: RootFolder
    private let configuration: Configuration
    private let connects: Bool

    init(_ folder: RootFolder, _ configuration: Configuration, connects: Bool) {
        self.folder = folder
        self.configuration = configuration
        self.connects = connects
    }

    var lines: [DoctorLine] {
        if connects, let objection { return [objection] }
        var calm: [String] = []
        var lines: [DoctorLine] = []
        for (institution, setup) in SiteConnections.whole(configuration) {
            let isOwn = institution.name == configuration.defaultInstitution.name
            let name = isOwn ? setup.name : "\(institution.name)/\(setup.name)"
            do throws(Fault) {
                if connects {
                    lines.append(try tried(name))
                } else if let words = try outlook(institution, setup) {
                    calm.append(words)
                }
            } catch {
                lines.append(.fail("connections", "\(name): \(error.message)", do: error.remedy))
            }
        }
        let counts = Dictionary(grouping: calm) { $0 }.sorted { $0.key < $1.key }.map { "\($1.count) \($0)" }
        if !counts.isEmpty { lines.insert(.ok("connections", counts.joined(separator: ", ")), at: 0) }
        return lines
    }

    /// Root would leave files in the state folder that the service's account cannot open.
    private var objection: DoctorLine? {
        guard geteuid() == 0, folder.isInstalled else { return nil }
        return .warn(
            "connections", "Not tried, because root's traces in the state folder would be in the way of the runs.",
            do: "sudo -u exchange exchange doctor --connect")
    }

    /// A few words where all that it needs is here; nil where nothing can be said yet.
    private func outlook(_ institution: Institution, _ setup: ConnectionSetup) throws(Fault) -> String? {
        if setup.scheme == "local", let path = setup.settings.machinePath("path") {
            _ = try Folder.open(path)
            return "local"
        }
        guard let place = setup.transport as? SFTPTransport else { return setup.scheme }
        do throws(Fault) {
            let words = try place.outlook(visit(institution, setup))
            return words.contains("by openssh") ? "sftp by ssh" : "sftp"
        } catch {
            // Said of the secrets already.
            if error.code.name.hasPrefix("secret.") { return nil }
            throw error
        }
    }

    /// Writes nothing: with what is remembered, where something is.
    private func visit(_ institution: Institution, _ setup: ConnectionSetup) throws(Fault) -> Visit {
        let state = folder.state(of: institution.name)
        guard access(state, W_OK) == 0 else {
            return Visit(now: WallClock.now, sleep: WallClock.sleep)
        }
        let shelf = PlaceShelf(try Workspace(state), of: setup.name, sleep: WallClock.sleep)
        return Visit(memory: shelf, isAttended: true, now: WallClock.now, sleep: WallClock.sleep)
    }

    private func tried(_ name: String) throws(Fault) -> DoctorLine {
        let desk: ConnectionDesk
        do {
            guard case .success(let found) = try ConnectionDesk.opening(name, folder, configuration) else {
                return .fail("connections", "\(name) is not whole.", do: "exchange profiles check")
            }
            desk = found
        } catch let fault as Fault {
            throw fault
        } catch {
            return .fail("connections", "\(name) could not be tried.", do: "exchange connections test \(name)")
        }
        let trial = PlaceTrial(desk.setup.name, desk.setup.transport, desk.visits, on: desk.today, now: WallClock.now)
        let outcome = trial.carryOut(
            ConnectionUses(configuration, of: desk.institution).order(for: desk.setup.name, writing: nil))
        guard let fault = outcome.fault else {
            return .ok("connections", "\(desk.shownName): \(outcome.phrases.joined(separator: ", "))")
        }
        return .fail("connections", "\(desk.shownName): \(fault.message)", do: fault.remedy)
    }
}
