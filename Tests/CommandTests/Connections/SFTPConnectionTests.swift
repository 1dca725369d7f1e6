import Exchange
import Foundation
import ServerKit
import Testing

/// `exchange connections …` against a real sshd, with the real program.
@Suite struct `exchange connections over SFTP` {
    private func server(_ variant: SSHVariant = .modern) throws -> SSHServer {
        let server = try SSHServer(variant)
        try FileManager.default.createDirectory(atPath: "\(server.served)/sis", withIntermediateDirectories: true)
        return server
    }

    private func names(_ server: SSHServer) -> [String] { ServedFiles("\(server.served)/sis").all }

    @Test(arguments: ["libssh2", "openssh"])
    func `test, put, ls and get work by either channel, and say which`(_ channel: String) throws {
        let server = try server()
        let site = try SFTPSite(.init(peer: server, lines: ["channel: \(channel)", "timeouts: {connect: 20s}"]))
        let scratch = site.site.scratch
        let test = try site.run("test", "alma")
        #expect(test.status == 0, "\(test.output)\(test.errors)")
        for part in ["ok    host key: ssh-", "write+rename+delete ok in sis", "SFTP by \(channel)", "the first visit"] {
            #expect(test.output.contains(part), "\(part): \(test.output)")
        }
        #expect(try site.run("test", "alma").output.contains("as before: nothing has changed"))
        #expect(names(server).isEmpty)
        let bytes = (0..<300_000).map { UInt8(($0 * 7) % 251) }
        try scratch.write("mine/big.bin", bytes)
        let put = try site.run("put", "alma", scratch.at("mine/big.bin"), "--to", "sis", "--check", "readback")
        #expect(put.status == 0, "\(put.errors)")
        #expect(names(server) == ["big.bin"])
        #expect(try site.run("put", "alma", scratch.at("mine/big.bin"), "--to", "sis").status == 64)
        let list = try site.run("ls", "alma", "sis")
        #expect(list.status == 0 && list.output.contains("300,000") && list.output.contains("big.bin"))
        let get = try site.run("get", "alma", "sis/*.bin", "--to", scratch.path)
        #expect(get.status == 0 && scratch.bytes("big.bin") == bytes, "\(get.errors)")
    }

    @Test func `a folder that is not there, and one where nothing may be written, are named`() throws {
        let server = try server(.chrooted)
        let site = try SFTPSite(.init(peer: server))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: "\(server.served)/sis")
        let refused = try site.run("test", "alma")
        #expect(refused.status == 6 && refused.output.contains("Permission denied"), "\(refused.output)")
        #expect(refused.output.contains("check owner and permissions"))
        try FileManager.default.removeItem(atPath: "\(server.served)/sis")
        let gone = try site.run("test", "alma")
        #expect(gone.status == 6 && gone.output.contains("There is no folder '/sis'."), "\(gone.output)")
        #expect(!gone.output.contains("may be left"))
    }

    @Test(arguments: [["test", "alma"], ["ls", "alma"], ["trust", "alma"], ["probe", "alma", "--folder", "sis"]])
    func `a server that is not there is tried once: a person waits`(words: [String]) throws {
        let server = try server()
        let site = try SFTPSite(.init(peer: server))
        server.stop()
        let outcome = try site.site.program.run(["connections"] + words)
        #expect(outcome.status == 6, "\(outcome.output) \(outcome.errors)")
        #expect(
            !outcome.errors.contains("Trying again") && !outcome.output.contains("It was tried"), "\(outcome.errors)")
    }

    @Test func `a refused login says what was refused and what to compare`() throws {
        let server = try server()
        let site = try SFTPSite(.init(peer: server, key: try SSHKeys.stranger()))
        let outcome = try site.run("test", "alma")
        #expect(outcome.status == 6 && outcome.output.contains("[place.login]"))
        #expect(outcome.output.contains("refused the key") && outcome.output.contains("ssh-keygen -y -f FILE"))
    }

    @Test func `a login that rests is tried at once by whoever tests that connection`() throws {
        let server = try server()
        let site = try SFTPSite(.init(peer: server, key: try SSHKeys.stranger()))
        for _ in 0..<2 { _ = try site.run("ls", "alma") }
        let rests = try site.run("ls", "alma")
        #expect(rests.status == 6 && rests.errors.contains("it is not tried again for "), "\(rests.errors)")
        try server.authorize([SSHKeys.stranger().publicLine])
        #expect(try site.run("test", "alma").status == 0)
        #expect(try site.run("ls", "alma").status == 0)
    }

    @Test func `trust goes from the unknown key over the changed one to the revoked one`() throws {
        let server = try server()
        let site = try SFTPSite(.init(peer: server, isPinned: false))
        let ed25519 = { try #require(server.hostKeys.first { $0.kind == .ed25519 }).fingerprint }
        let old = try ed25519()
        let unknown = try site.run("test", "alma")
        #expect(unknown.status == 7 && unknown.output.contains("[sftp.hostkey.unknown]"))
        #expect(unknown.output.contains("exchange connections trust alma"))
        #expect(try site.run("list").output.contains("none trusted yet"))
        #expect(try site.run("trust", "alma").status == 64, "nobody there to ask")
        #expect(try site.run("trust", "alma", "--fingerprint", old + "x").errors.contains("[trust.other]"))
        for key in server.hostKeys {
            #expect(try site.run("trust", "alma", "--fingerprint", key.fingerprint).status == 0)
        }
        #expect(try site.run("test", "alma").status == 0)
        #expect(try site.run("list").output.contains("trusted by "))

        try server.start(generation: 1)
        let new = try ed25519()
        let changed = try site.run("test", "alma")
        #expect(changed.status == 7 && changed.output.contains("[sftp.hostkey.changed]"), "\(changed.output)")
        #expect(changed.output.contains(old) && changed.output.contains(new))
        #expect(changed.output.contains("by telephone or in person"))
        let silent = try site.run("trust", "alma", "--fingerprint", new)
        #expect(silent.status == 64 && silent.errors.contains("[trust.reason]") && silent.errors.contains(old))
        let told = try site.run("trust", "alma", "--fingerprint", new, "--reason", "announced by J. Doe")
        #expect(told.status == 0, "\(told.errors)")
        #expect(try site.run("test", "alma").output.contains("is not what it was"))

        for key in server.hostKeys {
            _ = try site.run("trust", "alma", "--revoke", key.fingerprint, "--reason", "key leaked")
        }
        let revoked = try site.run("test", "alma")
        #expect(revoked.status == 7 && revoked.output.contains("key leaked"), "\(revoked.output)")
        #expect(revoked.output.contains("[sftp.hostkey.revoked]") || revoked.output.contains("[sftp.hostkey.changed]"))
    }

    @Test func `where keys are pinned, trust decides nothing`() throws {
        let server = try server()
        let site = try SFTPSite(.init(peer: server))
        let outcome = try site.run("trust", "alma")
        #expect(outcome.status == 0 && outcome.output.contains("pinned under 'host_keys'"))
        #expect(!outcome.output.contains("Nothing is trusted"))
    }

    /// A terminal of the test's own, and somebody who types these lines at its questions.
    private func typing(_ answers: [String], _ site: SFTPSite, _ words: String...) throws -> String {
        let script = """
            import os, pty, sys
            answers = sys.argv[1].split("|")
            command = sys.argv[2:]
            pid, fd = pty.fork()
            if pid == 0:
                os.execv(command[0], command)
            said = b""
            asked = 0
            while True:
                try:
                    more = os.read(fd, 4096)
                except OSError:
                    break
                if not more:
                    break
                said += more
                if said.endswith(b": ") and asked < len(answers):
                    os.write(fd, answers[asked].encode() + b"\\n")
                    asked += 1
            sys.stdout.buffer.write(said)
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """
        try site.site.scratch.write("type.py", script)
        let program = Program(TestProgram.python, environment: ["EXCHANGE_ROOT": site.site.root])
        let outcome = try program.run(
            [site.site.scratch.at("type.py"), answers.joined(separator: "|"), Repository.binary, "connections"] + words)
        return "\(outcome.output)\(outcome.errors)[\(outcome.status)]"
    }

    @Test func `at a terminal, trust asks letter by letter, and why where a key is known`() throws {
        let server = try server(.rsaOnly)
        let site = try SFTPSite(.init(peer: server, isPinned: false))
        let no = try typing(["y"], site, "trust", "alma")
        #expect(no.contains("Type yes to trust it: ") && no.contains("Not trusted.") && no.hasSuffix("[0]"), "\(no)")
        #expect(try site.run("list").output.contains("none trusted yet"))
        let yes = try typing(["yes"], site, "trust", "alma")
        #expect(yes.contains("Trusted: ssh-rsa \(server.hostKeys[0].fingerprint)"), "\(yes)")
        #expect(try site.run("trust", "alma").output.contains("Every key it shows is trusted already."))
        let old = server.hostKeys[0].fingerprint
        try server.start(generation: 1)
        let changed = try typing(["yes", "new machine, says J. Doe"], site, "trust", "alma")
        #expect(changed.contains("trusted the ssh-rsa key \(old)") && changed.contains("Why is this one right?"))
        #expect(changed.contains("Trusted: ssh-rsa \(server.hostKeys[0].fingerprint)"), "\(changed)")
        #expect(try site.run("trust", "alma").output.contains("new machine, says J. Doe"))
    }

    @Test func `weak algorithms for an old server are named with their day, and refused after it`() throws {
        let server = try server(.legacy)
        let weak = "algorithms: [ssh-rsa, diffie-hellman-group14-sha1, hmac-sha1]"
        let key = try SSHKeys.client(.rsa, .pem)
        func written(_ until: String) -> SFTPSite.Written {
            .init(
                peer: server, key: key,
                lines: ["channel: libssh2", "legacy: {\(weak), until: \(until), reason: \"new server in June\"}"])
        }
        let site = try SFTPSite(.init(peer: server, key: key))
        let strict = try site.run("test", "alma")
        #expect(strict.status == 7 && strict.output.contains("[sftp.algorithms]"), "\(strict.output)")
        try site.write([written("2099-01-01")])
        let allowed = try site.run("test", "alma")
        #expect(allowed.status == 0, "\(allowed.output)\(allowed.errors)")
        #expect(allowed.output.contains("until 2099-01-01") && allowed.output.contains("hmac-sha1"))
        #expect(allowed.output.contains("new server in June"))
        #expect(try site.run("list").output.contains("legacy algorithms until 2099-01-01"))
        try site.site.give(try Site.sample())
        let run = try site.site.run("run", "sis-import")
        #expect(run.status <= 1 && run.output.contains("2099-01-01"), "\(run.output)\(run.errors)")
        try site.write([written("2020-01-01")])
        let before = server.connections
        let late = try site.run("test", "alma")
        #expect(late.status == 7 && late.output.contains("[sftp.legacy.expired]") && server.connections == before)
    }

    @Test func `a name that leads to an address that is not allowed reaches nobody`() throws {
        let server = try server()
        let site = try SFTPSite(.init(peer: server, lines: ["addresses: [10.0.0.0/8]"], isPinned: false))
        for words in [["test", "alma"], ["trust", "alma"], ["ls", "alma"], ["probe", "alma"]] {
            let outcome = try site.site.program.run(["connections"] + words)
            #expect(outcome.status == 7, "\(words): \(outcome.output)\(outcome.errors)")
            #expect("\(outcome.output)\(outcome.errors)".contains("[place.address]"))
        }
        #expect(server.connections == 0)
    }
}
