import Exchange
import Machine

/// The daemon's sign of life: `heartbeat` in its state folder, one line of JSON, written anew every few seconds.
package struct Heartbeat: Codable, Hashable, Sendable {
    /// Seconds since 1970.
    package let at: Int
    package let pid: Int
    /// Runs under way.
    package let running: Int

    package static let fileName = "heartbeat"
    /// A daemon that said nothing for so many seconds is not well.
    package static let patience = 90

    package init(at: Int, pid: Int, running: Int) {
        self.at = at
        self.pid = pid
        self.running = running
    }

    /// Nil where there never was a daemon.
    package static func read(in path: String) throws(Fault) -> Heartbeat? {
        let folder: Folder
        do { folder = try Folder.open(path) } catch {
            if error.code == .machineMissing { return nil }
            throw error
        }
        return try JSONFile.read(Heartbeat.self, fileName, in: folder)
    }

    package func isLate(at now: Moment) -> Bool { now.seconds - at > Heartbeat.patience }

    /// `alive 4 s ago, 2 runs under way`, `silent for 3 h`.
    package func words(at now: Moment) -> String {
        let age = Lateness.words(now.seconds - at)
        return isLate(at: now) ? "silent for \(age)" : "alive \(age) ago, \(counted(running, "run")) under way"
    }
}
