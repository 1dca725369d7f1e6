import Exchange
import Machine

/// The configuration as it was when the daemon read it: a copy, so that every run sees the same, whoever edits the files
/// meanwhile and however far he has come.
package struct ConfigurationCopy: Hashable, Sendable {
    /// Stands for the folder `Profiles`.
    package let path: String
    private let parent: String
    private let name: String

    /// What a library sets down is small; more is a mistake.
    private static let byteLimit = 64 << 20
    private static let depthLimit = 8

    /// Copies all plain files of `profiles`, and its folders, below the daemon's own folder.
    ///
    /// Under a number that no copy has: runs of a daemon that was killed may still read theirs.
    package init(of profiles: String, in daemon: DaemonFolder) throws(Fault) {
        parent = ConfigurationCopy.parent(daemon)
        _ = try Folder.make(parent)
        name = "\(try ConfigurationCopy.names(parent).compactMap { Int($0) }.reduce(0, max) + 1)"
        path = "\(parent)/\(name)"
        var room = ConfigurationCopy.byteLimit
        try ConfigurationCopy.copy(profiles, to: path, &room, depth: 0)
    }

    /// The copy that the last daemon here took; nil where there is none.
    package static func taken(in daemon: DaemonFolder) throws(Fault) -> ConfigurationCopy? {
        guard let name = try daemon.configurationInForce(), Int(name) != nil,
            try names(parent(daemon)).contains(name)
        else { return nil }
        return ConfigurationCopy(parent: parent(daemon), name: name)
    }

    private init(parent: String, name: String) {
        self.parent = parent
        self.name = name
        path = "\(parent)/\(name)"
    }

    /// When it was made.
    package var made: Moment? { try? Folder.open(parent).look(name)?.modified }

    /// It was read and is whole: the next daemon may begin with it where it finds mistakes.
    package func take(in daemon: DaemonFolder) throws(Fault) { try daemon.keepConfiguration(name) }

    /// No run reads it any more.
    package func remove() { try? ConfigurationCopy.empty(parent, name) }

    /// Removes all copies but these, and those that a run reads (`ConfigurationCopy.use`).
    package static func clear(in daemon: DaemonFolder, but kept: [ConfigurationCopy]) {
        let parent = parent(daemon)
        for name in (try? names(parent)) ?? [] where !kept.contains(where: { $0.name == name }) {
            guard let hold = (try? FolderHold.alone("\(parent)/\(name)")) ?? nil else { continue }
            try? empty(parent, name)
            withExtendedLifetime(hold) {}
        }
    }

    /// A run's word that it reads the copy at this path, for as long as the answer lives.
    package static func use(_ path: String) -> FolderHold? { (try? FolderHold.sharing(path)) ?? nil }

    private static func parent(_ daemon: DaemonFolder) -> String { "\(daemon.path)/configuration" }

    private static func copy(_ from: String, to: String, _ room: inout Int, depth: Int) throws(Fault) {
        let target = try Folder.make(to)
        for name in try names(from) where !name.hasPrefix(".") {
            // A link to a file counts as the file: that is how a Kubernetes ConfigMap is mounted.
            if depth < depthLimit, (try? Folder.open("\(from)/\(name)")) != nil {
                try copy("\(from)/\(name)", to: "\(to)/\(name)", &room, depth: depth + 1)
                continue
            }
            let source = try Folder.openAnywhere("\(from)/\(name)")
            let mode = try source.attributes().mode
            let file = try target.create(name)
            try source.eachChunk { chunk throws(Fault) in
                try chunk.withUnsafeBytes { buffer throws(Fault) in
                    room -= buffer.count
                    if room < 0 {
                        throw Fault(
                            .daemonConfiguration, .stop, "\(from) holds more than \(sized(byteLimit)).",
                            context: ["path": from])
                    }
                    try file.append(buffer)
                }
                return .more
            }
            try file.setMode(mode & 0o777)
            // It may be all that a daemon has after the power was cut.
            try file.sync()
        }
        try target.sync()
    }

    private static func names(_ path: String) throws(Fault) -> [String] {
        var names: [String] = []
        try Folder.open(path).list { entry throws(Fault) in
            names.append(entry.name)
            return .more
        }
        return names.sorted()
    }

    private static func empty(_ parent: String, _ name: String) throws(Fault) {
        let folder = try Folder.make(parent)
        guard try folder.look(name) != nil else { return }
        for inner in try names("\(parent)/\(name)") {
            if let about = try folder.look("\(name)/\(inner)"), about.kind == .folder {
                try empty("\(parent)/\(name)", inner)
            } else {
                try folder.remove("\(name)/\(inner)")
            }
        }
        try folder.removeFolder(name)
    }
}
