import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// The real daemon with runs that take more than they may, or die over their files.
@Suite struct `A run under the daemon` {
    @Test func `row 42: that computes too long is ended and said, and others go on`() throws {
        let site = try DaemonSite()
        try site.addPeople("limits: {cpu: 1s}", loads: 2000)
        try site.owe("2026-11-21T01:00", "people", "carry")
        let daemon = try site.daemon()
        #expect(site.comesTrue { daemon.log.contains("has computed for more than 1 s and was ended") }, "\(daemon.log)")
        #expect(site.comesTrue { site.delivered == 1 }, "\(daemon.log)")
        #expect(daemon.log.contains("run.retry"), "\(daemon.log)")
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
    }

    @Test func `row 41: has the memory and the time that its profile says, and so has one begun by hand`() throws {
        let site = try DaemonSite()
        try site.scratch.write("Profiles/carry.yaml", "limits: {memory: 128MiB, cpu: 77s}\n" + DaemonSite.profile)
        try site.owe("2026-11-21T01:00")
        let paused = ["EXCHANGE_FP": "run.claim:1:pause"]
        let daemon = try site.daemon(paused)
        #expect(site.comesTrue { site.runs(of: daemon).contains { $0.isStopped } }, "\(daemon.log)")
        try demandLimits(of: try #require(site.runs(of: daemon).first).number)
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
        let child = try RunningChild(
            ChildLaunch(
                Repository.debugBinary, ["run", "carry", "--root", site.scratch.path],
                environment: paused.merging(["PATH": "/usr/bin:/bin"]) { $1 }, leadsSession: true))
        let isStopped = site.comesTrue { DaemonSite.text("/proc/\(child.number)/stat").contains(") T ") }
        #expect(isStopped)
        try demandLimits(of: child.number)
        child.end(graceMilliseconds: 0)
    }

    private func demandLimits(of process: Int32) throws {
        let lines = DaemonSite.text("/proc/\(process)/limits").split(separator: "\n")
        let memory = try #require(lines.first { $0.hasPrefix("Max data size") })
        let cpu = try #require(lines.first { $0.hasPrefix("Max cpu time") })
        #expect(memory.split(separator: " ")[3] == "134217728" && cpu.split(separator: " ")[3] == "77")
    }

    @Test func `row 40: that dies over one file again and again sets it aside, and later ones go on`() throws {
        let site = try DaemonSite()
        // The conversion of files as they are gives them a second name; nothing else does.
        let deadly = ["EXCHANGE_FP": "folder.link:1:kill"]
        for turn in 0..<3 {
            try site.owe("2026-11-21T01:00")
            let daemon = try site.daemon(deadly)
            #expect(site.comesTrue { daemon.log.contains("was ended by signal 9") }, "\(turn): \(daemon.log)")
            #expect(daemon.ends(with: SIGTERM) == .exited(0))
        }
        try site.owe("2026-11-21T01:00")
        let aside = try site.daemon(deadly)
        #expect(site.comesTrue { aside.log.contains("run.poison") }, "\(aside.log)")
        #expect(aside.ends(with: SIGTERM) == .exited(0))
        #expect(site.delivered == 0)
        try site.scratch.write("places/campus/outgoing/b.txt", "of b\n")
        try site.owe("2026-11-22T01:00")
        let after = try site.daemon()
        #expect(site.comesTrue { site.delivered == 1 && !site.memory.contains("@") }, "\(after.log)")
        #expect(after.ends(with: SIGTERM) == .exited(0))
        #expect(site.scratch.names("places/campus/outgoing") == ["a.txt"])
    }

    /// So that the next conversion is seen to begin.
    private func forget(_ site: DaemonSite) {
        for name in site.scratch.names("state/example/runs/26-0001/out") {
            unlink(site.scratch.at("state/example/runs/26-0001/out/\(name)"))
        }
    }

    @Test func `row 58: that is asked to stop within a conversion does so in time, and it is no failure`() throws {
        let site = try DaemonSite()
        try site.addPeople("limits: {attempts: 1}", loads: 2000)
        for _ in 0..<3 {
            try site.owe("2026-11-21T01:00", "people")
            let daemon = try site.daemon()
            #expect(site.comesTrue { site.isConverting(of: daemon) }, "\(daemon.log)")
            let begun = WallClock.steady()
            #expect(daemon.ends(with: SIGTERM) == .exited(0))
            #expect(WallClock.steady() - begun < 20, "\(daemon.log)")
            #expect(daemon.log.contains("stopped when it was asked to"), "\(daemon.log)")
            forget(site)
        }
        // One lost process would have it set aside.
        #expect(site.scratch.names("state/example/runs") == ["26-0001"])
    }
}

extension DaemonSite {
    /// The shipped profile as `people`, with a load of the sample's rows so many times.
    fileprivate func addPeople(_ limits: String, loads: Int) throws {
        let profile = try Checkout.text("Profiles/sis-import.yaml").split(separator: "\n").map { line in
            if line.hasPrefix("  settle:") { return "  settle: 0s" }
            return line.hasPrefix("  max_rejects_percent:") ? "  max_rejects_percent: 100" : String(line)
        }
        let schedule = "schedule: {cron: \"0 1 * * *\", catch_up_within: 3650d}"
        try scratch.write("Profiles/people.yaml", ([limits, schedule] + profile).joined(separator: "\n") + "\n")
        try scratch.write(
            "Profiles/carry.yaml", DaemonSite.profile.replacing("files: \"*\"", with: "files: \"*.txt\""))
        let rows = try Checkout.text("Samples/sis-users/first-load/given.csv").split(separator: "\n")
        let body = rows.dropFirst().joined(separator: "\n") + "\n"
        try scratch.write(
            "places/campus/outgoing/people_1.csv", rows[0] + "\n" + String(repeating: body, count: loads))
    }

    fileprivate static func text(_ path: String) -> String {
        var bytes: [UInt8] = []
        try? Folder.openAnywhere(path).eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A run has begun to write what comes of its conversion.
    fileprivate func isConverting(of daemon: KeptDaemon) -> Bool {
        scratch.names("state/example/runs").contains { !scratch.names("state/example/runs/\($0)/out").isEmpty }
    }
}
