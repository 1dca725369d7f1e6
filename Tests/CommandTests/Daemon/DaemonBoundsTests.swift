import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// What the daemon's runs, and the daemon itself, may take of the machine.
@Suite struct `exchange daemon and the machine` {
    private static let small = """
        feed: sis-users
        from: {connection: campus, folder: outgoing, files: "people_*.csv", settle: 0s}
        to: {connection: alma, folder: sis, name: "people_{run}.zip"}
        read: {delimiter: ";"}
        fields:
          primary_id: {column: PERSON_ID, required: yes}
          last_name: {column: LAST_NAME, required: yes}
        """

    @Test func `row 57: sixty runs later it has no more files, threads and memory than after forty`() throws {
        let site = try DaemonSite()
        try site.soak(profiles: 4, slots: 25)
        let daemon = try site.daemon()
        #expect(site.comesTrue { site.owed > 0 && site.owed <= 60 }, "\(daemon.log)")
        let before = daemon.size
        #expect(site.comesTrue { site.owed == 0 }, "\(daemon.log)")
        #expect(site.comesTrue { site.runs(of: daemon).isEmpty })
        let after = daemon.size
        #expect(after.files <= before.files && after.threads <= before.threads, "\(before) \(after)")
        #expect(after.kilobytes > 0 && Double(after.kilobytes) <= Double(before.kilobytes) * 1.05, "\(before) \(after)")
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
    }

    @Test func `row 41: a program that takes all memory ends its own run, and others are carried out`() throws {
        let site = try DaemonSite()
        try site.hoard()
        try site.owe("2026-11-21T01:00", "carry", "hoard")
        let daemon = try site.daemon()
        #expect(site.comesTrue { site.delivered == 1 }, "\(daemon.log)")
        #expect(site.comesTrue { daemon.log.contains("example/hoard ended: ") }, "\(daemon.log)")
        // And it gives way to the runs of others while it computes.
        #expect(site.hoarded == "refused, 10", "\(site.hoarded)")
        #expect(daemon.ends(with: SIGTERM) == .exited(0))
    }

    @Test func `row 41: a line without an end is refused in a memory that could not hold it`() throws {
        let site = try Site(profile: Self.small)
        try site.give("PERSON_ID;LAST_NAME\n" + String(repeating: "x", count: 96 << 20))
        let outcome = try site.program.run([
            "run", "sis-import", "--supervised", "--memory", "\(80 << 20)", "--json", "--as-of", Site.clock,
        ])
        #expect(outcome.status == 5, "\(outcome.status) \(outcome.errors)")
        #expect(outcome.output.contains("code=csv.record.long"), "\(outcome.output)")
        #expect(site.delivered.isEmpty)
    }
}
