import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// The real daemon, killed itself; its runs live on.
@Suite struct `exchange daemon, killed` {
    @Test(arguments: ["daemon.owed", "daemon.begun", "daemon.heard"])
    func `killed itself, between owing a run and noting its end, loses nothing and doubles nothing`(point: String)
        throws
    {
        let site = try DaemonSite()
        try site.owe("2026-11-21T01:00")
        let daemon = try site.daemon(["EXCHANGE_FP": "\(point):1:kill"])
        #expect(daemon.ends(with: 0) == .killed(signal: 9), "\(daemon.log)")
        // Its run, where there is one, lives on, as it would.
        let again = try site.daemon()
        #expect(site.comesTrue { site.delivered == 1 && !site.memory.contains("@") }, "\(again.log)")
        #expect(again.ends(with: SIGTERM) == .exited(0))
        #expect(site.delivered == 1)
    }

    @Test func `killed while it stops its runs, loses nothing and doubles nothing`() throws {
        let site = try DaemonSite()
        try site.owe("2026-11-21T01:00")
        let daemon = try site.daemon(["EXCHANGE_FP": "deliver.uploading:1:pause,daemon.asked:1:kill"])
        #expect(site.comesTrue { site.runs(of: daemon).contains { $0.isStopped } }, "\(daemon.log)")
        let run = try #require(site.runs(of: daemon).first)
        #expect(daemon.ends(with: SIGTERM) == .killed(signal: 9), "\(daemon.log)")
        let again = try site.daemon()
        #expect(site.comesTrue { site.hasHeartbeat(of: again) })
        kill(run.number, SIGCONT)
        #expect(site.comesTrue { site.delivered == 1 && !site.memory.contains("@") }, "\(again.log)")
        #expect(again.ends(with: SIGTERM) == .exited(0))
        #expect(site.delivered == 1)
    }

    @Test func `copies of the configuration go once no run reads them, and not before`() throws {
        let site = try DaemonSite()
        try site.owe("2026-11-21T01:00")
        let daemon = try site.daemon(["EXCHANGE_FP": "run.claim:1:pause"])
        #expect(site.comesTrue { site.runs(of: daemon).contains { $0.isStopped } }, "\(daemon.log)")
        let run = try #require(site.runs(of: daemon).first)
        kill(daemon.number, SIGKILL)
        // A copy that another daemon left, and nobody reads.
        try site.scratch.write("state/daemon/configuration/7/institutions.yaml", "")
        let again = try site.daemon()
        #expect(site.comesTrue { site.hasHeartbeat(of: again) })
        #expect(site.scratch.names("state/daemon/configuration").sorted() == ["1", "8"])
        kill(run.number, SIGCONT)
        #expect(site.comesTrue { site.delivered == 1 && !site.memory.contains("@") }, "\(again.log)")
        #expect(again.ends(with: SIGTERM) == .exited(0))
        let third = try site.daemon()
        #expect(site.comesTrue { site.hasHeartbeat(of: third) })
        #expect(site.scratch.names("state/daemon/configuration").sorted() == ["9"])
        #expect(third.ends(with: SIGTERM) == .exited(0))
    }
}
