import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// The real daemon with real runs. What is due is owed from before it began, so nobody waits for a clock.
@Suite struct `exchange daemon` {
    @Test func `begins what is owed, and once only; SIGTERM ends it`() throws {
        let site = try DaemonSite()
        try site.owe("2026-11-21T01:00")
        let daemon = try site.daemon()
        #expect(site.comesTrue { site.delivered == 1 })
        #expect(site.comesTrue { !site.memory.contains("@") })
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
        #expect(daemon.log.contains("daemon.ended"), "\(daemon.log)")
        let again = try site.daemon()
        #expect(site.comesTrue { site.hasHeartbeat(of: again) })
        #expect(again.ends(with: SIGTERM) == .exited(0))
        #expect(!again.log.contains("run.begun") && site.delivered == 1, "\(again.log)")
    }

    @Test(arguments: ["deliver.intended", "deliver.renamed", "run.claim", "run.reported"])
    func `killed, and its run with it, loses nothing and doubles nothing`(point: String) throws {
        let site = try DaemonSite()
        try site.owe("2026-11-21T01:00")
        let daemon = try site.daemon(["EXCHANGE_FP": "\(point):1:pause"])
        #expect(site.comesTrue { site.runs(of: daemon).contains { $0.isStopped } }, "\(daemon.log)")
        let run = try #require(site.runs(of: daemon).first)
        kill(daemon.number, SIGKILL)
        kill(run.number, SIGKILL)
        let again = try site.daemon()
        #expect(site.comesTrue { site.delivered == 1 && !site.memory.contains("@") }, "\(again.log)")
        #expect(again.ends(with: SIGTERM) == .exited(0))
        #expect(site.delivered == 1)
    }

    @Test func `row 23: a second one leaves at once, and says why`() throws {
        let site = try DaemonSite()
        let daemon = try site.daemon()
        #expect(site.comesTrue { site.hasHeartbeat(of: daemon) })
        for _ in 0..<3 {
            let begun = WallClock.steady()
            let second = try site.program.run("daemon", "--root", site.scratch.path)
            #expect(second.status == 75 && second.errors.contains("[daemon.twice]"), "\(second.errors)")
            // A second is the promise; the machine of the tests is a busy one.
            #expect(WallClock.steady() - begun < 10)
        }
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
    }

    @Test func `row 60: a configuration with a mistake is refused, and the one before stays in force`() throws {
        let site = try DaemonSite()
        let daemon = try site.daemon()
        #expect(site.comesTrue { site.hasHeartbeat(of: daemon) })
        try site.scratch.write("Profiles/carry.yaml", "feed: file-rel")
        kill(daemon.number, SIGHUP)
        #expect(site.comesTrue { daemon.log.contains("configuration.refused") }, "\(daemon.log)")
        #expect(daemon.log.contains("Profiles/carry.yaml:1"), "\(daemon.log)")
        try site.scratch.write("Profiles/carry.yaml", DaemonSite.profile)
        kill(daemon.number, SIGHUP)
        #expect(site.comesTrue { daemon.log.contains("configuration.taken") }, "\(daemon.log)")
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
    }

    @Test func `row 60: one that begins and finds a mistake goes on with what was taken last; without that it leaves`()
        throws
    {
        let site = try DaemonSite()
        try site.scratch.write("Profiles/carry.yaml", "feed: file-rel")
        #expect(try site.daemon().ends(with: 0) == .exited(7))
        try site.scratch.write("Profiles/carry.yaml", DaemonSite.profile)
        let first = try site.daemon()
        #expect(site.comesTrue { site.hasHeartbeat(of: first) })
        kill(first.number, SIGKILL)
        try site.scratch.write("Profiles/other.yaml", "feed: file-rel")
        try site.owe("2026-11-21T01:00")
        for _ in 0..<2 {
            let daemon = try site.daemon()
            #expect(site.comesTrue { site.hasHeartbeat(of: daemon) && site.delivered == 1 }, "\(daemon.log)")
            #expect(daemon.ends(with: SIGTERM) == .exited(0))
            #expect(daemon.log.contains("Profiles/other.yaml:1"), "\(daemon.log)")
            #expect(daemon.log.contains("configuration.kept"), "\(daemon.log)")
        }
    }

    @Test func `row 60: a run sees the configuration that the daemon read, whatever became of the files`() throws {
        let site = try DaemonSite()
        try site.owe("2026-11-21T01:00")
        let daemon = try site.daemon(["EXCHANGE_FP": "run.claim:1:pause"])
        #expect(site.comesTrue { site.runs(of: daemon).contains { $0.isStopped } }, "\(daemon.log)")
        let run = try #require(site.runs(of: daemon).first)
        try site.scratch.write("Profiles/carry.yaml", "feed: file-rel")
        kill(run.number, SIGCONT)
        #expect(site.comesTrue { site.delivered == 1 }, "\(daemon.log)")
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
    }

    @Test func `row 56: a log that nobody reads keeps no run waiting`() throws {
        let site = try DaemonSite()
        try site.owe("2026-11-21T01:00")
        let daemon = try site.daemon(readsLog: false)
        #expect(site.comesTrue { site.delivered == 1 })
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
    }

    @Test func `row 58: asked to stop, it stops its runs at a safe point, and they go on when it is back`() throws {
        let site = try DaemonSite()
        try site.owe("2026-11-21T01:00")
        let daemon = try site.daemon(["EXCHANGE_FP": "deliver.uploading:1:pause"])
        #expect(site.comesTrue { site.runs(of: daemon).contains { $0.isStopped } }, "\(daemon.log)")
        let run = try #require(site.runs(of: daemon).first)
        kill(daemon.number, SIGTERM)
        kill(run.number, SIGCONT)
        #expect(daemon.ends(with: 0) == .exited(0), "\(daemon.log)")
        let again = try site.daemon()
        #expect(site.comesTrue { site.delivered == 1 && !site.memory.contains("@") }, "\(again.log)")
        #expect(again.ends(with: SIGTERM) == .exited(0))
    }
}
