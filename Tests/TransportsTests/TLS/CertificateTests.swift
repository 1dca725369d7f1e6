import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// Row 36 of the failure catalogue: certificates that must be refused, with the reason, and those that must not.
@Suite struct `A server's certificate` {
    /// By the first word of a certificate's name in the workshop.
    private static let codes: [String: Code] = [
        "expired": .tlsExpired, "notyet": .tlsNotYetValid, "host": .tlsHost, "issuer": .tlsIssuer,
        "signature": .tlsSignature, "key": .tlsKey, "unfit": .tlsCertificate,
    ]

    private func trial() throws -> HTTPSTrial {
        let workshop = try CertificateWorkshop(isShort: false)
        let trial = try HTTPSTrial(workshop.names.map { HTTPSServer.Port($0) }, workshop: workshop)
        try trial.server.served.write("one.txt", Array("one".utf8))
        return trial
    }

    @Test func `row 36: forty of every bad kind are refused with the reason, ten good ones accepted`() throws {
        let trial = try trial()
        var refused = 0
        var accepted = 0
        for name in trial.server.workshop.names {
            let kind = name.split(separator: "-").first.map(String.init) ?? ""
            let fault = try trial.fault("files/one.txt", try trial.account(name))
            if kind == "good" {
                #expect(fault == nil, "\(name): \(fault?.message ?? "")")
                accepted += 1
            } else {
                #expect(
                    fault?.code == Self.codes[kind],
                    "\(name): \(fault.map { "\($0.code) \($0.message)" } ?? "accepted")")
                #expect(fault?.disposition == .stop, "\(name)")
                refused += 1
            }
        }
        #expect(refused >= 40 && accepted >= 10)
        // Nobody who was refused got as far as a request.
        #expect(trial.server.requests("GET") == accepted)
    }

    @Test func `row 36: the reason has the days, the names and the issuer in it`() throws {
        let trial = try trial()
        func message(_ name: String) throws -> String {
            try trial.fault("files/one.txt", try trial.account(name))?.message ?? ""
        }
        let yesterday = TLSCertificate.day(Moment(seconds: WallClock.now().seconds - 2 * 86_400))
        #expect(try message("expired-rsa2048").contains("ended on \(yesterday)"))
        #expect(try message("host-other").contains("is not for 'campus.example.test' but for other.example.test"))
        #expect(try message("issuer-self-rsa2048").contains("signed by itself"))
        #expect(try message("issuer-stranger").contains("Stranger"))
        #expect(try message("key-rsa1024").contains("RSA 1024"))
        #expect(try message("signature-sha1").contains("sha1WithRSAEncryption"))
    }

    @Test func `row 36: a server that speaks nothing later than TLS 1.1 is refused`() throws {
        let old = ["tls1.0", "tls1.1"].map { HTTPSServer.Port(as: $0, options: [$0]) }
        let trial = try HTTPSTrial(old + [HTTPSServer.Port(as: "tls1.2", options: ["tls1.2"])])
        try trial.server.served.write("one.txt", Array("one".utf8))
        for name in ["tls1.0", "tls1.1"] {
            #expect(try trial.fault("files/one.txt", try trial.account(name))?.code == .tlsProtocol, "\(name)")
        }
        #expect(try trial.fault("files/one.txt", try trial.account("tls1.2")) == nil)
    }

    @Test func `a server that speaks no TLS, or hangs up, is told apart`() throws {
        let trial = try HTTPSTrial(["plain", "dead"].map { HTTPSServer.Port(as: $0, options: [$0]) })
        #expect(try trial.fault("files/one.txt", try trial.account("plain"))?.code == .tlsHandshake)
        let dead = try trial.fault("files/one.txt", try trial.account("dead"))
        #expect(dead?.code == .placeLost && dead?.disposition == .retry(after: 30), "\(dead?.message ?? "")")
    }

    @Test func `a pin vouches for a server that nobody else vouches for, and only for that key`() throws {
        let trial = try trial()
        let other = try trial.conversation(try trial.account("good-rsa2048"))
        _ = try other.carry(HTTPSRequest(.head, "", takesAnyStatus: true))
        let otherPin = try #require(other.peer?.chain.first?.pin)
        trial.pins = [otherPin]
        #expect(try trial.fault("files/one.txt", try trial.account("good-rsa2048")) == nil)
        // Another key, although somebody vouches for it.
        let fault = try trial.fault("files/one.txt", try trial.account("good-p256"))
        #expect(fault?.code == .tlsPin && fault?.message.contains(otherPin.description) == true)
        // Self-signed, with this key: the workshop shares its keys.
        #expect(try trial.fault("files/one.txt", try trial.account("issuer-self-rsa2048")) == nil)
        // What is expired, weak or for another host stays refused.
        #expect(try trial.fault("files/one.txt", try trial.account("expired-rsa2048"))?.code == .tlsExpired)
        #expect(try trial.fault("files/one.txt", try trial.account("signature-sha1"))?.code == .tlsSignature)
        #expect(try trial.fault("files/one.txt", try trial.account("host-other"))?.code == .tlsHost)
    }

    @Test func `what is known of it is shown, and 30 days before its end each report says so`() throws {
        let trial = try trial()
        func peer(_ name: String) throws -> TLSPeer? {
            let conversation = try trial.conversation(try trial.account(name))
            defer { conversation.close() }
            _ = try conversation.carry(HTTPSRequest(.head, "", takesAnyStatus: true))
            return conversation.peer
        }
        let now = WallClock.now()
        let chain = try #require(try peer("good-chain"))
        let facts = Dictionary(uniqueKeysWithValues: chain.facts(now).map { ($0.name, $0.value) })
        #expect(facts["TLS"]?.hasPrefix("TLSv1.3, TLS_") == true)
        #expect(facts["certificate"] == "CN=campus.example.test")
        #expect(facts["certificate issuer"] == "CN=Middle")
        #expect(facts["certificate names"] == "campus.example.test")
        #expect(
            facts["certificate chain"] == "CN=campus.example.test < CN=Middle < CN=Example Authority")
        #expect(facts["certificate key"]?.hasPrefix("EC 256, sha256//") == true)
        #expect(chain.remarks(now, "https campus").isEmpty)
        let soon = try #require(try peer("good-soon"))
        let remarks = soon.remarks(now, "https campus")
        #expect(remarks.count == 1 && remarks.first?.contains("in 11 days") == true, "\(remarks)")
    }

    @Test func `TLS 1.2 can be made the highest, and is then spoken`() throws {
        let trial = try HTTPSTrial()
        trial.isCapped = true
        let conversation = try trial.conversation()
        _ = try conversation.carry(HTTPSRequest(.head, "", takesAnyStatus: true))
        #expect(conversation.peer?.version == "TLSv1.2")
    }

    @Test func `a file of authorities that is not there, or has none in it, is the connection's mistake`() throws {
        let trial = try HTTPSTrial()
        for path in ["/nowhere/ca.pem", "/etc/hostname"] {
            #expect(
                try trial.fault("files/one.txt", try trial.account(authority: path))?.code == .tlsAuthorities, "\(path)"
            )
        }
    }
}
