import Glibc
import Machine
import ServerKit
import Testing

@Suite struct `The misbehaving SFTP server` {
    @Test func `serves a thousand files rightly when it is told nothing`() throws {
        let scratch = try Scratch()
        for number in 0..<1000 { try scratch.write("given/f\(number)", "file \(number)\n") }
        try scratch.folder("back")
        let peer = try MisbehavingServer()
        let said = try SFTPProgram(peer.server).run([
            "put \(scratch.path)/given/* .", "ls -1", "rename f1 g1", "mkdir d", "rmdir d", "rm f2",
            "get f* \(scratch.path)/back/", "-rename f3 f4", "-get nothing",
        ])
        #expect(said.status == 0, "\(said.errors)")
        #expect(said.output.split(separator: "\n").count { $0.hasPrefix("f") } == 1000)
        #expect(peer.served.names.count == 998)
        #expect(scratch.names("back").count == 998)
        #expect(scratch.text("back/f999") == "file 999\n")
        #expect(peer.served.bytes("f4") == Array("file 3\n".utf8))
        #expect(peer.requests("posix-rename") == 2)
    }

    @Test func `tells how many requests were under way`() throws {
        let scratch = try Scratch()
        try scratch.write("big", [UInt8](repeating: 1, count: 3_000_000))
        let peer = try MisbehavingServer("gather 20")
        #expect(try SFTPProgram(peer.server).run(["put \(scratch.at("big"))"]).status == 0)
        let most = peer.notes.compactMap { $0.hasSuffix(" most") ? Int($0.split(separator: " ")[1]) : nil }
        #expect(most.count == 1)
        #expect((2...64).contains(most.first ?? 0))
    }

    @Test func `is honest again from the connection it was told`() throws {
        let peer = try MisbehavingServer("only 1", "drop 1")
        #expect(try SFTPProgram(peer.server).run(["ls"]).status == 255)
        #expect(try SFTPProgram(peer.server).run(["ls"]).status == 0)
        try peer.become("drop 0")
        #expect(try SFTPProgram(peer.server).run(["ls"]).status == 255)
    }

    /// What OpenSSH's own client makes of it: its words prove that the quirk is there.
    @Test(arguments: [
        ("wrong-id 0", "ls", 255, "ID mismatch"), ("length 2 4294967295", "ls", 255, "too long"),
        ("drop-bytes 30", "ls", 255, "Connection closed"),
        ("refuse opendir 3 0 no\\x07pe", "ls", 0, "Permission denied"),
        ("size-lie +5", "get f", 0, ""), ("eof-at 2", "get f", 0, ""),
        ("quota 3", "put \(Repository.path)/Package.swift", 1, "Failure"),
        ("lie remove", "rm f", 0, ""), ("depth-dies 4", "put \(Repository.path)/Sources/README.md", 0, ""),
        ("version 2", "ls", 0, ""), ("type 2 99", "ls", 255, ""), ("hollow 2", "ls", 255, ""),
        ("refuse posix-rename 4 1", "-rename f g", 0, "Failure"), ("extensions garbage", "ls", 255, ""),
        ("truncate 2 7", "ls", 255, "Connection closed"), ("bare-status", "ls", 0, ""),
    ])
    func `does as its script says`(_ quirk: String, _ line: String, _ status: Int, _ words: String) throws {
        let peer = try MisbehavingServer(Quirk(quirk))
        try peer.served.write("f", Array("12345".utf8))
        let scratch = try Scratch()
        let line = line.hasPrefix("get") ? "\(line) \(scratch.at("back"))" : line
        let said = try SFTPProgram(peer.server).run([line])
        #expect(said.status == status, "\(said.errors)")
        #expect(said.errors.contains(words), "\(said.errors)")
        if quirk == "eof-at 2" { #expect(scratch.text("back") == "12") }
        if quirk == "lie remove" { #expect(peer.served.names == ["f"]) }
        if quirk == "quota 3" { #expect(peer.served.bytes("Package.swift")?.count == 3) }
    }

    @Test func `lists a hundred thousand files in little time`() throws {
        let peer = try MisbehavingServer("entries 100000")
        let said = try SFTPProgram(peer.server).run(["ls -1"])
        #expect(said.output.split(separator: "\n").count { $0.hasPrefix("file-") } == 100_000)
    }

    @Test func `has a consumer that takes a file when it is renamed, and a janitor`() throws {
        let peer = try MisbehavingServer("consumer", "sweep .tmp")
        let scratch = try Scratch()
        try scratch.write("x", "content")
        let sftp = try SFTPProgram(peer.server)
        #expect(try sftp.run(["put \(scratch.at("x")) x.part", "rename x.part x", "-ls x"]).status == 0)
        #expect(peer.taken.bytes("x") == Array("content".utf8))
        #expect(peer.notes.contains { $0.hasPrefix("taken /x 7 ") })
        #expect(try sftp.run(["put \(scratch.at("x")) y.tmp"]).status == 0)
        #expect(peer.served.names == [])
    }

    @Test func `speaks over a bare socket pair`() throws {
        let pipe = try MisbehavingPipe("version 5", "extensions none")
        let hello: [UInt8] = [0, 0, 0, 5, 1, 0, 0, 0, 3]
        #expect(send(pipe.descriptor, hello, hello.count, 0) == hello.count)
        var answer = [UInt8](repeating: 0, count: 100)
        #expect(recv(pipe.descriptor, &answer, 100, 0) == 9)
        #expect(answer.prefix(9) == [0, 0, 0, 5, 2, 0, 0, 0, 5])
        #expect(pipe.troubles == "")
    }

    @Test func `refuses a quirk nobody has written`() throws {
        let pipe = try MisbehavingPipe("no-such-quirk")
        var answer: [UInt8] = [0]
        #expect(recv(pipe.descriptor, &answer, 1, 0) == 0)
        #expect(pipe.troubles.contains("no quirk is named"))
    }
}
