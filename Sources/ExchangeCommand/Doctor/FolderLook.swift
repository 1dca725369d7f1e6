import Exchange
import Glibc
import Machine
import Setup

/// The folders of the configuration and of each institution's state.
struct FolderLook {
    private let root: RootFolder
    private let configuration: Configuration
    private let account = geteuid()

    init(_ root: RootFolder, _ configuration: Configuration) {
        self.root = root
        self.configuration = configuration
    }

    var lines: [DoctorLine] {
        [own].compactMap(\.self) + configuration.institutions.map { state(of: $0.name) }
            + configuration.institutions.compactMap(keys)
    }

    /// What decides which data goes where is not to be changed by whoever reads that data. A person's own folder is theirs.
    private var own: DoctorLine? {
        let path = "\(root.path)/Profiles"
        do throws(Fault) {
            let folder = try Folder.open(path)
            var loose: [String] = []
            if let found = try folder.look(""), isLoose(found, path) { loose.append(path) }
            try folder.list { entry throws(Fault) in
                if let found = try folder.look(entry.name), isLoose(found, "\(path)/\(entry.name)") {
                    loose.append("\(path)/\(entry.name)")
                }
                return .more
            }
            guard let first = loose.min() else { return nil }
            let rest = loose.count > 1 ? " and \(counted(loose.count - 1, "other"))" : ""
            return .warn(
                "permissions",
                "\(first)\(rest) can be changed by others than an administrator: they decide what is sent.",
                do: "chown -R root:exchange \(path) && chmod -R u=rwX,g=rX,o= \(path)")
        } catch { return .fail("permissions", error.message, do: error.remedy) }
    }

    private func isLoose(_ found: FileAttributes, _ path: String) -> Bool {
        if found.kind == .link { return false }
        if found.mode & 0o002 != 0 { return true }
        // In the machine's own configuration, the service's account only reads.
        return root.isInstalled && account != 0 && access(path, W_OK) == 0
    }

    private func state(of institution: String) -> DoctorLine {
        let path = root.state(of: institution)
        do throws(Fault) {
            guard access(path, F_OK) == 0 else { return toBeMade(path) }
            if let foreign = try foreigner(path) { return foreign }
            if access(path, R_OK | W_OK | X_OK) != 0 {
                return .fail("state", "\(path) cannot be written to.", do: "chown -R \(Person.own) \(path)")
            }
            return StateSpace(path, try FileSystem.of(path)).line
        } catch { return .fail("state", error.message, do: error.remedy) }
    }

    /// gpg writes beside its keys: locks, and what it trusts.
    private func keys(of institution: Institution) -> DoctorLine? {
        guard let home = institution.gpgHome.map({ $0.hasPrefix("/") ? $0 : "\(root.path)/\($0)" }) else { return nil }
        do throws(Fault) { _ = try GnuPG(home: home) } catch { return .fail("pgp", error.message, do: error.remedy) }
        if access(home, W_OK | X_OK) == 0 { return .ok("pgp", "\(home): this account's alone") }
        return .fail("pgp", "\(home) cannot be written to, and gpg must.", do: "chown -R \(Person.own) \(home)")
    }

    private func toBeMade(_ path: String) -> DoctorLine {
        var above = path
        while access(above, F_OK) != 0, let slash = above.lastIndex(of: "/") { above = String(above[..<slash]) }
        if above.isEmpty { above = "/" }
        if access(above, W_OK | X_OK) == 0 { return .ok("state", "\(path) is made by the first run") }
        return .fail(
            "state", "There is no \(path), and \(Person.own) may not make it in \(above).",
            do: "install --directory --owner \(Person.own) --mode 0700 \(path)")
    }

    /// A run that root once started by hand leaves files that the service's account cannot open: the usual surprise.
    private func foreigner(_ path: String) throws(Fault) -> DoctorLine? {
        let folder = try Folder.open(path)
        guard let own = try folder.look("") else { return nil }
        if account == 0, own.owner != 0 {
            return .warn(
                "state", "\(path) belongs to \(Person.called(own.owner)); as root, nothing is said of what that may.",
                do: "sudo -u \(Person.called(own.owner)) exchange doctor")
        }
        var foreign: String?
        try folder.list { entry throws(Fault) in
            guard let found = try folder.look(entry.name), found.owner != account else { return .more }
            foreign = "\(path)/\(entry.name) belongs to \(Person.called(found.owner)), not to \(Person.own)."
            return .enough
        }
        return foreign.map { .fail("state", $0, do: "chown -R \(Person.own) \(path)") }
    }
}
