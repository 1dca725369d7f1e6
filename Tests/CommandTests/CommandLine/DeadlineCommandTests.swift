import Exchange
import Machine
import ServerKit
import Testing

/// Row 10 of the failure catalogue, from outside: a server that keeps us waiting does not keep a run for days.
@Suite struct `A run that takes too long` {
    private static func profile(_ deadline: String) -> String {
        """
        feed: file-relay
        \(deadline)
        from: {connection: campus, folder: out, files: "*", settle: 0s, after: leave}
        to: {connection: alma, folder: sis, name: "{name}"}

        """
    }

    @Test func `row 10: stops at its deadline, says so, and the next goes on`() throws {
        let server = try SSHServer()
        let proxy = try FaultProxy(to: server.port, .strike(.stall, .down, after: 1 << 20), .clean)
        let site = try Site(profile: Self.profile("deadline: 2s"))
        try site.scratch.write(
            "Profiles/connections.yaml",
            """
            connections:
              campus:
                scheme: sftp
                host: 127.0.0.1
                port: \(proxy.port)
                user: \(server.user)
                key: "file:\(try SSHKeys.client().path)"
                host_keys: ["\(server.hostKeys[0].fingerprint)"]
                channel: libssh2
              alma: {scheme: local, path: places/alma}

            """)
        let bytes = (0..<4 << 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }
        let served = ServedFiles(server.served)
        _ = try Folder.make("\(server.served)/out")
        try served.write("out/long.bin", bytes)
        let (stopped, report) = try site.carry()
        #expect(
            stopped.status == 6 && report.headline.hasPrefix("Stopped: the run took longer than its deadline of 2 s"))
        #expect(site.everythingAtTarget.isEmpty, "\(report.headline)")
        let (next, done) = try site.carry()
        #expect(next.status == 0 && done.run == report.run, "\(done.headline) \(next.errors)")
        #expect(site.scratch.bytes("\(Site.target)/long.bin") == bytes)
    }

    @Test func `is not one without any time, which the profile may not ask for`() throws {
        let site = try Site(profile: Self.profile("deadline: 0s"))
        let outcome = try site.run("profiles", "check")
        #expect(
            outcome.status == 7 && (outcome.output + outcome.errors).contains("no time does nothing"),
            "\(outcome.errors)")
        let other = try Site(profile: Self.profile("deadline: 2h"))
        #expect(try other.run("profiles", "explain", "sis-import").output.contains("longer than 2 h stops where it is"))
    }
}
