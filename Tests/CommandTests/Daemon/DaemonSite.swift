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

    /// As if a daemon had been killed before it could begin this slot of these profiles.
    func owe(_ slot: String, _ profiles: String...) throws {
        try owe((profiles.isEmpty ? ["carry"] : profiles).map { ($0, [slot]) })
    }

    private func owe(_ owed: [(profile: String, slots: [String])]) throws {
        let now = WallClock.now().seconds
        let lines = owed.map { profile, slots in
            let open = slots.map { "\($0)@\(now - 60)" }.joined(separator: " ")
            return "example/\(profile)\t\(now)\t\(open)\texample/\(profile)|0 1 * * *|0|0\n"
        }
        try scratch.write("state/daemon/memory", lines.joined())
    }

    /// Profiles that find nothing, and owe many slots.
    func soak(profiles: Int, slots: Int) throws {
        let names = (0..<profiles).map { "soak\($0)" }
        for name in names {
            try scratch.write(
                "Profiles/\(name).yaml", DaemonSite.profile.replacing("folder: outgoing", with: "folder: nothing"))
        }
        try scratch.folder("places/campus/nothing")
        try owe(names.map { ($0, (0..<slots).map { "2026-11-20T01:\(padded($0, 2))" }) })
    }

    /// A profile with a transformer that wants all the memory there is, and writes down whether it got it.
    func hoard() throws {
        try scratch.write("Profiles/hoard.yaml", Self.hoarder.replacing("HERE", with: scratch.at("hoarded")))
        try scratch.write(
            "transformers/hoard.py",
            """
            #!/usr/bin/python3
            import mmap, os, sys
            kept = []
            try:
                while len(kept) < 24:
                    kept.append(mmap.mmap(-1, 1 << 28, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
            except OSError:
                open(sys.argv[1], "w").write(f"refused, {os.nice(0)}")
                raise
            open(sys.argv[1], "w").write("granted")

            """)
        chmod(scratch.at("transformers/hoard.py"), 0o755)
        try scratch.folder("places/campus/people")
        try scratch.write("places/campus/people/people_1.csv", "PERSON_ID;LAST_NAME\n1;Muster\n")
    }

    private static let hoarder = """
        feed: sis-users
        schedule: {cron: "0 1 * * *", catch_up_within: 3650d}
        from: {connection: campus, folder: people, files: "*.csv", settle: 0s}
        to: {connection: alma, folder: sis, name: "people_{run}.zip"}
        read: {delimiter: ";"}
        fields:
          primary_id: {column: PERSON_ID, required: yes}
          last_name: {column: LAST_NAME, required: yes}
        transformers: [{program: transformers/hoard.py, arguments: [HERE]}]

        """

    /// What the transformer wrote down.
    var hoarded: String { scratch.text("hoarded") ?? "nothing" }

    /// Slots that are still to be carried out.
    var owed: Int { memory.count { $0 == "@" } }

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

    /// What it has of the machine.
    var size: (files: Int, threads: Int, kilobytes: Int) {
        var files = 0
        try? Folder.open("/proc/\(number)/fd").list { _ throws(Fault) in
            files += 1
            return .more
        }
        func field(_ name: String) -> Int {
            let line = KeptDaemon.text("/proc/\(number)/status").split(separator: "\n").first { $0.hasPrefix(name) }
            return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) } ?? 0
        }
        return (files, field("Threads:"), field("VmRSS:"))
    }

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
