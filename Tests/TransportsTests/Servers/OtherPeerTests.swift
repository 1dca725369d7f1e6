import Glibc
import ServerKit
import Testing

@Suite struct `ProFTPD` {
    @Test(arguments: SSHKey.Kind.allCases) func `lets every kind of key in and carries files`(_ kind: SSHKey.Kind)
        throws
    {
        let server = try ProFTPDServer(hostKeys: kind == .ed25519 ? [.rsa, .ed25519] : [kind])
        let scratch = try Scratch()
        let given = (0..<300_001).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try scratch.write("given", given)
        let said = try SFTPProgram(server, key: SSHKeys.client(kind)).run([
            "put \(scratch.at("given")) x", "rename x y", "mkdir d", "rmdir d", "get y \(scratch.at("back"))", "ls",
        ])
        #expect(said.status == 0, "\(said.errors)")
        #expect(scratch.bytes("back") == given)
        #expect(ServedFiles(server.served).bytes("y") == given)
        #expect(server.connections == 1)
    }

    @Test func `takes its password and no other`() throws {
        let server = try ProFTPDServer()
        #expect(try SFTPProgram(server, answers: ProFTPDServer.password).run(["pwd"]).status == 0)
        #expect(try SFTPProgram(server, answers: "wrong").run(["pwd"]).status == 255)
    }

    @Test func `is gone with its object`() throws {
        var server: ProFTPDServer? = try ProFTPDServer()
        let processes = try #require(server?.processes)
        #expect(!processes.isEmpty)
        server = nil
        #expect(processes.filter(ProcessTree.isThere) == [])
    }
}

@Suite struct `The login server` {
    @Test func `asks for a password`() throws {
        let server = try LoginServer(.password("correct horse"), .banner("Authorised use only"))
        let scratch = try Scratch()
        try scratch.write("x", "content")
        let said = try SFTPProgram(server, answers: "correct horse").run([
            "put \(scratch.at("x")) y", "rename y z", "ls",
        ])
        #expect(said.status == 0, "\(said.errors)")
        #expect(ServedFiles(server.served).bytes("z") == Array("content".utf8))
        #expect(try SFTPProgram(server, answers: "wrong").run(["pwd"]).status == 255)
        #expect(server.log.filter { $0.hasPrefix("password") } == ["password ok", "password refused"])
        #expect(server.connections == 2)
        #expect(server.refusals == 1)
    }

    @Test func `asks questions, in one round or several`() throws {
        for rounds in [[], [LoginServer.Wish.rounds]] {
            let wishes = [.question("Code: ", answer: "7"), .question("Again: ", answer: "7")] + rounds
            let server = try LoginServer(wishes)
            let right = try SFTPProgram(server, answers: "7", by: "keyboard-interactive").run(["pwd"])
            #expect(right.status == 0, "\(right.errors)")
            #expect(try SFTPProgram(server, answers: "8", by: "keyboard-interactive").run(["pwd"]).status == 255)
            #expect(server.refusals == 1)
        }
    }

    @Test func `says when a password has expired`() throws {
        let server = try LoginServer(.password("old"), .expired)
        _ = try SFTPProgram(server, answers: "old").run(["pwd"])
        #expect(server.log.contains("password expired"))
    }

    @Test func `knows keys as well`() throws {
        let server = try LoginServer(.keys)
        #expect(try SFTPProgram(server).run(["pwd"]).status == 0)
        #expect(try SFTPProgram(server, key: SSHKeys.stranger()).run(["pwd"]).status == 255)
    }
}
