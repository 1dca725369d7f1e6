import Testing

@testable import Transports

@Suite struct `What ssh logs` {
    private func log(_ text: String, piece: Int = 7) -> OpenSSHLog {
        var log = OpenSSHLog()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            log.take(Array(rest.prefix(piece)))
            rest = rest.dropFirst(piece)
        }
        return log
    }

    @Test func `is read whatever pieces it comes in`() {
        let text = """
            debug1: Connection established.\r
            debug1: Local version string SSH-2.0-OpenSSH_9.2p1\r
            debug1: Remote protocol version 2.0, remote software version AcmeSSH 1\r
            debug1: kex: algorithm: curve25519-sha256\r
            debug1: kex: server->client cipher: aes256-ctr MAC: hmac-sha2-256 compression: none\r
            debug1: Authentications that can continue: publickey\r
            Authenticated to a ([1.2.3.4]:22) using "publickey".\r

            """
        for piece in [1, 7, 4096] {
            let log = log(text, piece: piece)
            #expect(log.stage == .authenticated && log.method == "publickey" && log.cipher == "aes256-ctr")
            #expect(
                log.mac == "hmac-sha2-256" && log.banner == "SSH-2.0-AcmeSSH 1" && log.ownVersion == "OpenSSH_9.2p1")
        }
    }

    @Test func `is not believed behind a server's farewell, which may hold lines`() {
        let log = log(
            "Received disconnect from 1.2.3.4 port 22:2: bye\r\nAuthenticated to x using \"none\".\r\n"
                + "Unable to negotiate with x: no matching cipher found. Their offer: y\r\n")
        #expect(log.stage == .started && log.problems.count == 1)
    }

    @Test func `gives each fact once, and nothing that is not printable`() {
        let log = log(
            "debug1: kex: algorithm: first\ndebug1: kex: algorithm: second\nodd \u{1B}[31m line\n"
                + String(repeating: "x", count: 10_000) + "\n")
        #expect(log.keyExchange == "first")
        #expect(log.problems.first == "odd ?[31m line" && log.problems.last?.utf8.count == 304)
    }
}
