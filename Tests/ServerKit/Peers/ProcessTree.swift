import Glibc

/// Who started whom, as /proc tells.
package enum ProcessTree {
    package static func isThere(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

    /// All below `ancestor`, nearest first.
    package static func descendants(of ancestor: pid_t) -> [pid_t] {
        let parents = all()
        var found: [pid_t] = []
        var layer: Set<pid_t> = [ancestor]
        while !layer.isEmpty {
            let next = parents.filter { layer.contains($0.parent) }.map(\.process)
            found += next
            layer = Set(next)
        }
        return found
    }

    private static func all() -> [(process: pid_t, parent: pid_t)] {
        var found: [(process: pid_t, parent: pid_t)] = []
        for name in FolderNames.all(in: "/proc") {
            guard let process = pid_t(name), let stat = TextFile.read("/proc/\(name)/stat"),
                let end = stat.lastIndex(of: ")")
            else { continue }
            let fields = stat[stat.index(after: end)...].split(separator: " ")
            // A process that has ended and waits to be noticed is no process any more.
            guard fields.count > 1, fields[0] != "Z", let parent = pid_t(fields[1]) else { continue }
            found.append((process, parent))
        }
        return found
    }
}
