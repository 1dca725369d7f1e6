import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `The libssh2 channel and an agent` {
    /// OpenSSH's ssh-agent with keys in it.
    private final class Agent {
        let path: String
        private let scratch: Scratch
        private let child: RunningChild

        init(_ keys: [SSHKey]) throws {
            scratch = try Scratch()
            path = scratch.at("socket")
            child = try RunningChild(ChildLaunch("/usr/bin/ssh-agent", ["-D", "-a", path], leadsGroup: true))
            guard Patience.wait(seconds: 5, until: { access(path, F_OK) == 0 }) else { throw TestTrouble("no agent") }
            for key in keys {
                let said = try ChildProcess(
                    "/usr/bin/ssh-add", ["-q", key.path], environment: ["SSH_AUTH_SOCK": path]
                ).run()
                guard said.status == 0 else { throw TestTrouble("ssh-add: \(said.lastWords)") }
            }
        }

        deinit { child.end(graceMilliseconds: 0) }
    }

    private func refusal(_ account: SSHAccount) -> Fault? {
        #expect(throws: Fault.self) { try LibSSH2Channel.open(account, .now()) }
    }

    @Test(arguments: [SSHKey.Kind.ed25519, .ecdsa])
    func `log in with the key it holds`(kind: SSHKey.Kind) throws {
        let server = try SSHServer()
        let agent = try Agent([SSHKeys.stranger(), SSHKeys.client(kind)])
        let channel = try LibSSH2Channel.open(.of(server, [.agent(socket: agent.path)]), .now())
        #expect(try channel.sftpVersion() == [2, 0, 0, 0, 3])
        #expect(channel.fact("login").contains("agent's key 'test'"))
    }

    @Test func `do not where it is not there, empty, or holds nothing that can be used`() throws {
        let server = try SSHServer()
        let none = try refusal(.of(server, [.agent(socket: "/nowhere/agent")]))
        #expect(none?.code == .sftpAgent && none?.message.contains("/nowhere/agent") == true)
        #expect(try refusal(.of(server, [.agent(socket: Agent([]).path)]))?.code == .sftpAgent)
        let rsa = try Agent([SSHKeys.client(.rsa)])
        let fault = try refusal(.of(server, [.agent(socket: rsa.path)]))
        #expect(fault?.code == .sftpAgent && fault?.remedy.contains("channel: openssh") == true)
    }

    @Test func `do not where its keys are refused`() throws {
        let server = try SSHServer()
        let agent = try Agent([SSHKeys.stranger()])
        #expect(try refusal(.of(server, [.agent(socket: agent.path)]))?.code == .placeLogin)
    }

    @Test func `do not wait for one that hangs`() throws {
        let server = try SSHServer()
        let scratch = try Scratch()
        let hung = try HungAgent(scratch.at("socket"))
        let start = WallClock.steady()
        let fault = try refusal(.of(server, [.agent(socket: hung.path)], connect: 1500))
        #expect(fault?.code == .sftpAgent && fault?.message.contains("in time") == true)
        #expect(WallClock.steady() - start < 6)
    }

    /// Takes connections and answers nothing.
    private final class HungAgent {
        let path: String
        private let descriptor: Int32

        init(_ path: String) throws {
            self.path = path
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            let isBound = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                }
            }
            guard isBound, listen(descriptor, 4) == 0 else { throw TestTrouble("no socket \(path)") }
        }

        deinit {
            close(descriptor)
            unlink(path)
        }
    }
}
