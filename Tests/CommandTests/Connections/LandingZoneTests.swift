import Exchange
import Foundation
import Glibc
import Machine
import ServerKit
import Testing

/// What `connections landing-zone` prints, held against a real sshd and its own client.
@Suite struct `A landing zone` {
    @Test func `is described from the accounts to the fingerprints`() throws {
        let site = try Site()
        let outcome = try site.run("connections", "landing-zone", "--user", "alma", "--folder", "/srv/alma")
        #expect(outcome.status == 0)
        for part in ["Match User alma", "ChrootDirectory /srv/alma", "DisableForwarding yes", "2770 /srv/alma/in"] {
            #expect(outcome.output.contains(part))
        }
    }

    @Test(arguments: [
        ["--user", "root\n    PermitRootLogin yes"], ["--user", "a b"], ["--folder", "/srv/$(id)"],
        ["--folder", "srv/alma"], ["--folder", "/srv/../etc"], ["--keys", "/etc/ssh keys"],
    ])
    func `takes no name that would mean something else`(_ words: [String]) throws {
        let outcome = try Site().program.run(["connections", "landing-zone"] + words)
        #expect(outcome.status == 64 && outcome.errors.contains("[connections.zone]"))
    }

    @Test func `lets the library system put, rename and fetch, and do nothing else`() throws {
        let zone = try Zone()
        defer { zone.stop() }
        try zone.start()
        try zone.scratch.write("mine.txt", "from the library")
        // This client sends the permissions of its own file; the zone's mask takes away what is too much.
        chmod(zone.at("mine.txt"), 0o666)
        let done = try zone.sftp("put \(zone.at("mine.txt")) /in/part\nrename /in/part /in/whole.txt\nls -l /in\n")
        #expect(done.status == 0, "\(done.lastWords) \(zone.log)")
        let landed = "\(zone.root)/in/whole.txt"
        let about = try Folder.openAnywhere(landed).attributes()
        #expect(about.mode == 0o640)
        var found = stat()
        #expect(stat(landed, &found) == 0 && found.st_gid == zone.pickupGroup, "the campus can take it away")

        try Data("for the library".utf8).write(to: URL(fileURLWithPath: "\(zone.root)/out/list.txt"))
        chmod("\(zone.root)/out/list.txt", 0o640)
        chown("\(zone.root)/out/list.txt", 0, zone.userGroup)
        let fetched = try zone.sftp(
            "get /out/list.txt \(zone.at("got.txt"))\nrename /out/list.txt /out/list.txt.handled\n")
        #expect(fetched.status == 0, "\(fetched.lastWords)")
        #expect(zone.scratch.text("got.txt") == "for the library")

        #expect(try zone.sftp("put \(zone.at("mine.txt")) /outside.txt\n").status != 0, "the zone itself is root's")
        #expect(try zone.sftp("get /etc/passwd \(zone.at("passwd"))\n").status != 0)
        let command = try zone.ssh("id")
        #expect(command.status != 0 && !String(decoding: command.output, as: UTF8.self).contains("uid="))
    }
}

/// An sshd of the test's own with the printed lines in its configuration, for an account that every Debian has.
private final class Zone {
    let user = "games"
    let pickup = "daemon"
    let scratch: Scratch
    /// Below a folder that only root may change: sshd insists on that.
    let root: String
    private let base: String
    private var child: pid_t = 0
    private var port = 0

    init() throws {
        scratch = try Scratch()
        var template = Array("/run/exchange-zone.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw SystemFaults.fault("make a folder in", "/run") }
        base = String(cString: made)
        chmod(base, 0o755)
        root = "\(base)/zone"
    }

    func at(_ name: String) -> String { scratch.at(name) }
    var log: String { scratch.text("log") ?? "" }
    var userGroup: gid_t { getpwnam(user)?.pointee.pw_gid ?? 0 }
    var pickupGroup: gid_t { getpwnam(pickup)?.pointee.pw_gid ?? 0 }

    /// The commands of step 2 as they are printed, then sshd with the lines of step 4.
    func start() throws {
        let program = Program()
        let words = [
            "connections", "landing-zone", "--user", user, "--pickup", pickup, "--folder", root, "--keys",
            "\(base)/keys",
        ]
        let text = try program.run(words).output
        for line in text.split(separator: "\n") where line.contains("install --directory") {
            #expect(try run("/bin/sh", ["-c", String(line)]).status == 0, "\(line)")
        }
        _ = try run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at("host")])
        _ = try run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at("\(user)")])
        for line in text.split(separator: "\n") where line.contains("install --owner root") {
            #expect(try run("/bin/sh", ["-c", "cd \(scratch.path) && \(line)"]).status == 0, "\(line)")
        }
        try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
        try listen(with: try program.run(words + ["--sshd"]).output)
    }

    private func listen(with lines: String) throws {
        // sshd takes no port 0: one that was free a moment ago, and another where somebody was quicker.
        for _ in 0..<10 {
            port = try freePort()
            try scratch.write(
                "sshd_config",
                """
                Port \(port)
                ListenAddress 127.0.0.1
                HostKey \(at("host"))
                PidFile none
                UsePAM no
                Subsystem sftp internal-sftp
                \(lines)
                """)
            #expect(try run("/usr/sbin/sshd", ["-t", "-f", at("sshd_config")]).status == 0)
            try spawn()
            for _ in 0..<100 {
                if try sftp("pwd\n").status == 0 { return }
                if waitpid(child, nil, WNOHANG) != 0 { break }
                usleep(50_000)
            }
            stop()
        }
        Issue.record("sshd did not start: \(log)")
    }

    private func spawn() throws {
        let words = ["/usr/sbin/sshd", "-D", "-e", "-f", at("sshd_config")]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 2, at("log"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        #expect(posix_spawn(&child, words[0], &actions, nil, &arguments, environ) == 0)
    }

    func stop() {
        if child > 0 {
            kill(child, SIGTERM)
            waitpid(child, nil, 0)
            child = 0
        }
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: base) } catch {}
    }

    func sftp(_ batch: String) throws -> ChildProcess.Outcome {
        try scratch.write("batch", batch)
        return try run(
            "/usr/bin/sftp", options + ["-P", "\(port)", "-b", at("batch"), "\(user)@127.0.0.1"])
    }

    func ssh(_ command: String) throws -> ChildProcess.Outcome {
        try run("/usr/bin/ssh", options + ["-p", "\(port)", "\(user)@127.0.0.1", command])
    }

    private var options: [String] {
        [
            "-F", "none", "-i", at(user), "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o",
            "UserKnownHostsFile=\(at("known"))", "-o", "BatchMode=yes",
        ]
    }

    private func run(_ program: String, _ words: [String]) throws -> ChildProcess.Outcome {
        try ChildProcess(
            program, words, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], deadlineMilliseconds: 60_000,
            outputLimit: 1 << 20
        ).run()
    }

    private func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard bound else { throw SystemFaults.fault("find a free port on", "127.0.0.1") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
