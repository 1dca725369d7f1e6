import Exchange
import Glibc
import Machine
import Setup

/// Where the configuration and the state are.
struct RootFolder {
    /// Absolute.
    let path: String
    /// What stands for `Profiles`: the folder itself, or the daemon's copy of it as it was when the daemon read it.
    private(set) var profiles: String

    /// Names such a copy to the runs that the daemon begins.
    static let copyVariable = "EXCHANGE_CONFIGURATION"

    /// `--root`, else EXCHANGE_ROOT, else the current folder if it has `Profiles`, else `/etc/exchange`.
    init(_ given: String?) throws(Fault) {
        let here = RootFolder.current
        let chosen =
            given ?? Environment.value("EXCHANGE_ROOT") ?? (RootFolder.hasProfiles(here) ? here : RootFolder.installed)
        path = RootFolder.absolute(chosen, from: here)
        profiles = Environment.value(RootFolder.copyVariable) ?? "\(path)/Profiles"
        guard RootFolder.hasProfiles(path) else {
            let isChosen = given != nil || Environment.value("EXCHANGE_ROOT") != nil
            let places = isChosen ? "in \(path)" : "in \(here), where you are, and none in \(path)"
            throw Fault(
                .commandRoot, .stop, "There is no folder 'Profiles' \(places).",
                context: ["path": path])
        }
    }

    /// Where a first profile goes: as above, but the folder need not hold `Profiles` yet.
    static func starting(_ given: String?) -> String {
        let here = RootFolder.current
        if let chosen = given ?? Environment.value("EXCHANGE_ROOT") { return absolute(chosen, from: here) }
        return !hasProfiles(here) && hasProfiles(installed) ? installed : here
    }

    /// Whether it is the machine's own configuration, which an administrator writes and a service's account reads.
    var isInstalled: Bool { path == RootFolder.installed }

    static let installed = "/etc/exchange"

    /// The state of one institution: below the root, or below /var/lib for the machine's own configuration.
    func state(of institution: String) -> String {
        isInstalled ? "/var/lib/exchange/\(institution)" : "\(path)/state/\(institution)"
    }

    /// Where the states of all institutions are.
    var stateFolder: String { isInstalled ? "/var/lib/exchange" : "\(path)/state" }

    /// The same, with a copy of the configuration.
    func seeing(_ copy: String) -> RootFolder {
        var other = self
        other.profiles = copy
        return other
    }

    /// Where a file of the configuration is: `Profiles/…`, or anything else below the root.
    private func place(_ name: String) -> String {
        if name == "Profiles" { return profiles }
        return name.hasPrefix("Profiles/") ? profiles + name.dropFirst("Profiles".count) : "\(path)/\(name)"
    }

    /// Where the daemon keeps its sign of life.
    var daemonState: String { state(of: "daemon") }

    /// Where an institution's reports are filed by day: where it says, else below the root, or below /var/log for the
    /// machine's own configuration. A relative path starts at the root.
    func reports(of institution: Institution) -> String {
        let usual = path == "/etc/exchange" ? "/var/log/exchange/reports" : "reports"
        return below(institution.reportsFolder ?? "\(usual)/\(institution.name)")
    }

    /// The file with the institution's metrics, where it wants one.
    func metricsFile(of institution: Institution) -> String? { institution.metricsFile.map(below) }

    private func below(_ name: String) -> String { name.hasPrefix("/") ? name : "\(path)/\(name)" }

    /// The institution's key, where it keeps it in a file of its own; a relative path starts at the root.
    func keyFile(of institution: Institution) -> String? {
        institution.keyFile.map(below)
    }

    var files: ConfigurationFiles {
        ConfigurationFiles(root: path, read: read, list: list, mode: mode)
    }

    func configuration() throws(SetupFailure) -> Configuration {
        try Configuration.read(files, plugIns: Catalog.plugIns) { name in
            do throws(Fault) {
                _ = try TimeZoneFile.zone(named: name)
                return true
            } catch {
                return false
            }
        }
    }

    func read(_ name: String) throws(Fault) -> [UInt8]? {
        let file: OpenFile
        do { file = try Folder.openAnywhere(place(name)) } catch {
            if error.code == .machineMissing { return nil }
            throw error
        }
        var bytes: [UInt8] = []
        try file.eachChunk { chunk throws(Fault) in
            bytes.append(contentsOf: chunk.withUnsafeBytes { Array($0) })
            // Setup refuses what is far too large for a configuration; no need to read all of it.
            return bytes.count > FileBeside.byteLimit ? .enough : .more
        }
        return bytes
    }

    private func mode(_ name: String) throws(Fault) -> UInt32? {
        do { return try Folder.openAnywhere(place(name)).attributes().mode } catch {
            if error.code == .machineMissing { return nil }
            throw error
        }
    }

    private func list(_ name: String) throws(Fault) -> [String]? {
        do {
            var names: [String] = []
            try Folder.open(place(name)).list { entry throws(Fault) in
                names.append(entry.name)
                return .more
            }
            return names
        } catch {
            if error.code == .machineMissing { return nil }
            throw error
        }
    }

    static var current: String {
        guard let found = getcwd(nil, 0) else { return "." }
        defer { free(found) }
        return String(cString: found)
    }

    /// Without `.` parts and doubled slashes, which would only look odd in messages; `..` is left to the kernel.
    private static func absolute(_ path: String, from here: String) -> String {
        let full = path.hasPrefix("/") ? path : "\(here)/\(path)"
        return "/" + full.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    private static func hasProfiles(_ path: String) -> Bool {
        var found = stat()
        return stat("\(path)/Profiles", &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
    }
}
