import Exchange
import Glibc
import Machine
import ServerKit

/// A root with one profile that has a schedule, and the debug program's daemon there.
final class DaemonSite {
    static let profile = """
        feed: file-relay
        schedule: {cron: "0 1 * * *", catch_up_within: 3650d}
        from: {connection: campus, folder: outgoing, files: "*", settle: 0s, after: move, after_folder: done}
        to: {connection: alma, folder: sis, name: "{stem}_{run}{ext}"}

        """

    let scratch: Scratch
    let program = Program(Repository.debugBinary)

    init() throws {
        scratch = try Scratch()
        try scratch.write(
            "Profiles/connections.yaml",
            """
            connections:
              campus: {scheme: local, path: places/campus}
              alma: {scheme: local, path: places/alma, temp_safe: yes}

            """)
        try scratch.write(
            "Profiles/institutions.yaml",
            "default: example\ninstitutions:\n  example: {title: Example, zone: America/Chicago}\n")
        try scratch.write("Profiles/carry.yaml", DaemonSite.profile)
        for folder in ["campus/outgoing", "campus/done", "alma/sis"] { try scratch.folder("places/\(folder)") }
        try scratch.write("places/campus/outgoing/a.txt", "of a\n")
    }

    /// As if a daemon had been killed before it could begin this slot.
    func owe(_ slot: String) throws {
        let now = WallClock.now().seconds
        try scratch.write(
            "state/daemon/memory", "example/carry\t\(now)\t\(slot)@\(now - 60)\texample/carry|0 1 * * *|0|0\n")
    }

    func daemon(_ environment: [String: String] = [:], readsLog: Bool = true) throws -> KeptDaemon {
        try KeptDaemon(
            RunningChild(
                ChildLaunch(
                    Repository.debugBinary, ["daemon", "--root", scratch.path],
                    environment: environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given },
                    leadsSession: true)), readsLog: readsLog, site: scratch.path)
    }

    var delivered: Int { scratch.names("places/alma/sis").count { !$0.hasPrefix(".") } }
    var memory: String { scratch.text("state/daemon/memory") ?? "@" }

    func hasHeartbeat(of daemon: KeptDaemon) -> Bool {
        (scratch.text("state/daemon/heartbeat") ?? "").contains("\"pid\":\(daemon.number),")
    }

    /// The processes of runs that the daemon began.
    func runs(of daemon: KeptDaemon) -> [(number: Int32, isStopped: Bool)] {
        daemon.processes.filter { $0.parent == daemon.number }.map { ($0.number, $0.state == "T") }
    }

    /// Within a minute; no longer than it needs.
    func comesTrue(_ condition: () -> Bool) -> Bool {
        let end = WallClock.steady() + 60
        while WallClock.steady() < end {
            if condition() { return true }
            WallClock.sleep(milliseconds: 20)
        }
        return condition()
    }
}

/// A daemon that a test began.
final class KeptDaemon {
    struct Running {
        let number: Int32
        let parent: Int32
        let state: String
    }

    private let child: RunningChild
    private let readsLog: Bool
    private let site: String

    init(_ child: RunningChild, readsLog: Bool, site: String) {
        self.child = child
        self.readsLog = readsLog
        self.site = site
    }

    deinit {
        // Its runs lead sessions of their own.
        for process in processes where process.parent == number { kill(process.number, SIGKILL) }
        child.end(graceMilliseconds: 0)
    }

    var number: Int32 { child.number }

    /// The end of what it logged.
    var log: String {
        if readsLog { child.exchange(waitMilliseconds: 0) }
        return String(decoding: child.lastWords, as: UTF8.self)
    }

    /// Sends a signal (0 for none) and waits for the end.
    func ends(with signal: Int32) -> RunningChild.Ending {
        if signal != 0 { kill(number, signal) }
        let end = WallClock.steady() + 60
        while !child.hasEnded, WallClock.steady() < end {
            _ = log
            WallClock.sleep(milliseconds: 20)
        }
        _ = log
        return child.end(graceMilliseconds: 0)
    }

    var processes: [Running] {
        var found: [Running] = []
        try? Folder.open("/proc").list { entry throws(Fault) in
            guard let number = Int32(entry.name) else { return .more }
            let text = KeptDaemon.text("/proc/\(number)/stat")
            let fields = (text.split(separator: ")").last ?? "").split(separator: " ")
            if fields.count > 1, let parent = Int32(fields[1]) {
                found.append(Running(number: number, parent: parent, state: String(fields[0])))
            }
            return .more
        }
        return found
    }

    private static func text(_ path: String) -> String {
        var bytes: [UInt8] = []
        try? Folder.openAnywhere(path).eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
