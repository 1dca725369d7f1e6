import Exchange
import Foundation
import Glibc
import ServerKit
import Testing

/// A real run from sources that fail, lie or mean harm; the rows are those of the failure catalogue.
@Suite struct `A run from a source` {
    private static func profile(settle: String = "0s") -> String {
        """
        feed: file-relay
        from: {connection: campus, folder: outgoing, files: "*", settle: \(settle), after: move, after_folder: done}
        to: {connection: alma, folder: sis, name: "{name}"}

        """
    }

    private func site(_ source: FarPlace, settle: String = "0s") throws -> FarSite {
        try FarSite(
            source.with("timeouts: {idle: 1s}"), FarPlace(try SSHServer(), key: try SSHKeys.client()),
            profile: Self.profile(settle: settle))
    }

    private func site(_ server: MisbehavingServer, settle: String = "0s") throws -> FarSite {
        try site(FarPlace(server, key: try SSHKeys.client()), settle: settle)
    }

    @Test func `row 9: that moves a file and is not heard any more is asked, and the run is done`() throws {
        let server = try MisbehavingServer("mute rename", "only 1")
        let site = try site(server)
        try site.give([1, 2, 3], as: "a.txt")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0, "\(report.headline) \(outcome.errors)")
        #expect(site.arrived == ["a.txt"] && site.done == ["a.txt"] && site.waiting.isEmpty)
        #expect(try site.carry().outcome.status == 3)
    }

    @Test(arguments: ["0s", "1s"])
    func `whose file still grows keeps it, however long it is looked at (row 12)`(settle: String) throws {
        let server = try MisbehavingServer("size-grows 10")
        let site = try site(server, settle: settle)
        try site.give(Array("half of it".utf8), as: "a.txt")
        let (outcome, report) = try site.carry()
        #expect(outcome.status != 0 && site.arrived.isEmpty && site.waiting == ["a.txt"], "\(report.headline)")
        try server.become()
        #expect(try site.carry().outcome.status == 0)
        #expect(site.arrived == ["a.txt"] && site.done == ["a.txt"])
    }

    @Test func `whose writer is at work meanwhile gives up only what is finished (row 12)`() throws {
        let site = try site(FarPlace(try SSHServer(), key: try SSHKeys.client()), settle: "1s")
        let path = "\(site.source.files.folder)/outgoing/a.txt"
        let writer = Thread {
            for number in 0..<30 {
                guard let file = fopen(path, "a") else { return }
                fputs("line \(number)\n", file)
                fclose(file)
                usleep(100_000)
            }
        }
        writer.start()
        while access(path, F_OK) != 0 { usleep(1000) }
        var status = try site.carry().outcome.status
        #expect(status != 0 && site.arrived.isEmpty)
        #expect(Patience.wait(seconds: 10) { writer.isFinished })
        status = try site.carry().outcome.status
        #expect(status == 0, "exit \(status)")
        #expect(site.bytes("a.txt") == Array((0..<30).map { "line \($0)\n" }.joined().utf8))
    }

    @Test(arguments: [-93_600, 93_600])
    func `whose clock is 26 hours off gives up what is new, and each file once (row 18)`(seconds: Int) throws {
        let site = try site(try MisbehavingServer(Quirk("skew \(seconds)")))
        for name in ["a.txt", "b.txt"] {
            try site.give(Array(name.utf8), as: name)
            #expect(try site.carry().outcome.status == 0)
            #expect(site.arrived.last == name && site.done.last == name)
            #expect(try site.carry().outcome.status == 3)
        }
        #expect(site.arrived == ["a.txt", "b.txt"])
    }

    @Test func `with links, pipes and folders among the files gives up the files (row 43)`() throws {
        let site = try site(FarPlace(try SSHServer(), key: try SSHKeys.client()))
        let folder = "\(site.source.files.folder)/outgoing"
        try site.give([1], as: "a.txt")
        symlink("/etc/passwd", "\(folder)/link.txt")
        symlink("/etc", "\(folder)/etc")
        mkfifo("\(folder)/pipe.txt", 0o644)
        mkdir("\(folder)/folder.txt", 0o755)
        let (outcome, report) = try site.carry()
        #expect([0, 1].contains(outcome.status), "\(report.headline) \(outcome.errors)")
        #expect(site.arrived == ["a.txt"] && site.waiting == ["etc", "folder.txt", "link.txt", "pipe.txt"])
        let said = report.findings.map(\.message).joined() + report.remarks.joined()
        #expect(said.contains("link.txt") && said.contains("pipe.txt"), "\(said)")
    }

    @Test func `whose folder leads out of the connection is left alone (row 44)`() throws {
        let site = try site(FarPlace(try SSHServer(), key: try SSHKeys.client()))
        let folder = site.source.files.folder
        rmdir("\(folder)/outgoing")
        symlink("/etc", "\(folder)/outgoing")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 6 && site.arrived.isEmpty, "\(report.headline)")
        #expect(report.fault?.message.contains("outgoing") == true, "\(report.headline)")
    }

    @Test func `with names that lead elsewhere or steer a terminal writes nothing but the honest file (row 44)`() throws
    {
        let server = try MisbehavingServer(
            "name ../../../../tmp/escaped.txt", "name ..", "name /etc/cron.d/x", "name a\\x00b.txt", "name a\\nb.txt",
            "name \\x1b[2Jc.txt", "hostile-names")
        let site = try site(server)
        try site.give(Array("honest".utf8), as: "honest.txt")
        let (outcome, report) = try site.carry()
        #expect([0, 1].contains(outcome.status), "\(report.headline) \(outcome.errors)")
        #expect(!outcome.output.contains("\u{1B}") && !outcome.errors.contains("\u{1B}"))
        let text = try site.run("report", "sis-import")
        #expect(!text.output.contains("\u{1B}"))
        #expect(site.arrived == ["honest.txt"], "\(site.arrived)")
        #expect(access("/tmp/escaped.txt", F_OK) != 0 && access("/etc/cron.d/x", F_OK) != 0)
    }

    @Test func `whose listing never ends is given up on (row 17)`() throws {
        let site = try site(try MisbehavingServer("endless"))
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 6 && site.arrived.isEmpty, "\(report.headline)")
    }
}
