import Exchange
import ServerKit
import Testing

@testable import Transports

@Suite struct `A server that is not what it was` {
    /// Row 27 of the failure catalogue.
    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 27: with another host key gets nothing, and both keys are named`(way: NetworkTrial.Way) throws {
        let server = try SSHServer()
        let trial = try NetworkTrial(server)
        let transport = try trial.transport(way)
        try transport.connect(trial.visit()).close()
        let old = server.hostKeys.map(\.fingerprint)
        try server.start(generation: 1)
        let new = server.hostKeys.map(\.fingerprint)
        let (logins, lines) = (server.logins, server.log.count)
        let fault = #expect(throws: Fault.self) { try transport.connect(trial.visit()) }
        #expect(fault?.code == .sftpHostKeyChanged && fault?.disposition == .stop)
        #expect(old.contains { fault?.message.contains($0) == true }, "\(fault?.message ?? "")")
        #expect(new.contains { fault?.message.contains($0) == true }, "\(fault?.message ?? "")")
        #expect(old != new && server.logins == logins && server.refusals == 0)
        // The account's name is said only to a server that was recognised.
        let said = server.log.dropFirst(lines)
        #expect(!said.contains { $0.contains(" for ") || $0.contains("user \(server.user)") }, "\(said)")
        // The server is what it was again: nothing has to be done here.
        try server.start()
        try transport.connect(trial.visit()).close()
    }

    @Test func `row 27: changes in the middle of a run, and the run does not follow it`() throws {
        let server = try SSHServer()
        let trial = try NetworkTrial(server)
        try trial.served.write("given", [1, 2, 3])
        let session = try trial.transport(.libssh2).connect(trial.visit())
        defer { session.close() }
        try server.start(generation: 1)
        let fault = #expect(throws: Fault.self) { try session.stat(["given"]) }
        #expect(fault?.code == .sftpHostKeyChanged)
    }

    @Test(arguments: [(NetworkTrial.Way.libssh2, 4), (.libssh2, 20), (.openssh, 8)])
    func `and dies of many requests is asked fewer at once`(way: NetworkTrial.Way, bearable: Int) throws {
        let peer = try MisbehavingServer(Quirk("depth-dies \(bearable)"), "gather 20")
        let bytes = RetryingTrial.bytes(16 << 20)
        try peer.served.write("given", bytes)
        let trial = try NetworkTrial(peer.server)
        let sink = MemorySink()
        let session = try trial.session(way, port: peer.port)
        #expect(try session.fetch([FetchItem("given", into: sink)])[0].get() == bytes.count && sink.bytes == bytes)
        session.close()
        let opened = peer.server.connections
        #expect(opened > 1 && trial.memory.values["sftp-depth"] != nil)
        // The next run knows.
        let again = MemorySink()
        let next = try trial.session(way, port: peer.port)
        #expect(try next.fetch([FetchItem("given", into: again)])[0].get() == bytes.count && again.bytes == bytes)
        #expect(peer.server.connections == opened + 1)
    }
}
