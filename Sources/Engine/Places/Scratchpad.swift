import Exchange
import Machine

/// A folder of this process's own for files that another program must read by name: `scratch/<number>`, 0700, gone with
/// the value. What processes left there that were ended before they could clear up goes first.
package final class Scratchpad {
    private static let place = "scratch"

    /// Absolute.
    package let path: String
    private let workspace: Workspace
    private let name: String
    private let lock: ExclusiveLock

    package init(_ workspace: Workspace) throws(Fault) {
        self.workspace = workspace
        let folder = try workspace.folder.making(Scratchpad.place)
        try Scratchpad.sweep(folder, workspace)
        // The lock comes first, so that nobody takes the folder for one that was left.
        name = String(UInt64.random(in: 0 ... .max), radix: 16)
        lock = try ExclusiveLock("\(folder.path)/\(name).lock")
        path = try folder.making(name).path
    }

    deinit {
        do throws(Fault) {
            try workspace.clear("\(Scratchpad.place)/\(name)")
            try workspace.folder.remove("\(Scratchpad.place)/\(name).lock")
        } catch {}  // The next process clears it up.
    }

    private static func sweep(_ folder: Folder, _ workspace: Workspace) throws(Fault) {
        var names: Set<String> = []
        try folder.list { entry throws(Fault) in
            names.insert(entry.name.hasSuffix(".lock") ? String(entry.name.dropLast(5)) : entry.name)
            return .more
        }
        for name in names {
            do throws(Fault) {
                let lock = try ExclusiveLock("\(folder.path)/\(name).lock")
                try workspace.clear("\(place)/\(name)")
                try folder.remove("\(name).lock")
                withExtendedLifetime(lock) {}
            } catch {
                // Held: its process is at work.
                if error.code != .machineLocked { throw error }
            }
        }
    }
}
