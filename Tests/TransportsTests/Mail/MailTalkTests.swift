import Exchange
import ServerKit
import Testing

@testable import Transports

@Suite struct `Mail to a server` {
    @Test func `goes by STARTTLS, and the answer is kept`() throws {
        let trial = try MailTrial()
        #expect(try trial.send() == "250 2.0.0 taken as 4711")
        let mail = try #require(try trial.mails().first)
        #expect(mail.tls && mail.user == nil)
    }

    @Test func `goes by TLS from the first byte`() throws {
        let trial = try MailTrial([SMTPServer.Port(options: ["implicit"])])
        trial.encryption = .implicit
        _ = try trial.send()
        #expect(try trial.mails().first?.tls == true)
    }

    @Test(arguments: ["strip", "liar"]) func `is not sent where nobody encrypts`(_ option: String) throws {
        let trial = try MailTrial([SMTPServer.Port(options: [option])])
        let fault = try #require(trial.fault())
        #expect(fault.code == .tlsStripped, "\(fault)")
        #expect(try trial.mails().isEmpty)
    }

    @Test func `is sent in the open only where that was chosen`() throws {
        let trial = try MailTrial([SMTPServer.Port(options: ["strip"]), SMTPServer.Port("encrypts")])
        trial.encryption = .opportunistic
        _ = try trial.send()
        #expect(try trial.mails().first?.tls == false)
        _ = try trial.send(to: "encrypts")
        #expect(try trial.mails("encrypts").first?.tls == true, "what is offered is used")
    }

    @Test func `logs in, but never over a line that others can read`() throws {
        let trial = try MailTrial([
            SMTPServer.Port(options: ["auth"]), SMTPServer.Port("stripped", options: ["openauth", "strip"]),
            SMTPServer.Port("implicit", options: ["auth", "implicit"]),
        ])
        try trial.signIn()
        _ = try trial.send()
        #expect(try trial.mails().first?.user == "exchange")
        #expect(trial.fault(to: "stripped")?.code == .tlsStripped)
        trial.encryption = .implicit
        _ = try trial.send(to: "implicit")
        #expect(try trial.mails("implicit").first?.user == "exchange")
        #expect(trial.server.log.count { $0.hasPrefix("login exchange") } == 2)
    }

    @Test func `with the wrong password is a refused login, and says no password`() throws {
        let trial = try MailTrial([SMTPServer.Port(options: ["auth"])])
        try trial.signIn("not-this-one")
        let fault = try #require(trial.fault())
        #expect(fault.code == .placeLogin && fault.disposition == .stop, "\(fault)")
        #expect(!"\(fault)".contains("not-this-one"))
        trial.login = nil
        #expect(trial.fault()?.code == .noticeRefused, "without a login it wants one")
    }

    @Test func `reaches the others where one has left, and says who`() throws {
        let trial = try MailTrial()
        trial.to = ["gone@example.edu", "systems@library.example.edu", "later@example.edu"]
        let said = try trial.send()
        #expect(try trial.mails().first?.to == ["systems@library.example.edu"])
        #expect(
            said.contains("taken as 4711") && said.contains("gone@example.edu was refused: 550 5.1.1 no such user here")
        )
        #expect(said.contains("later@example.edu was refused: 451"))
        trial.to = ["gone@example.edu"]
        let fault = try #require(trial.fault())
        #expect(fault.code == .noticeRefused && fault.message.contains("no such user here"), "\(fault)")
    }

    @Test func `that is refused is not tried again, that is put off is`() throws {
        let trial = try MailTrial([
            SMTPServer.Port("spam", options: ["spam"]), SMTPServer.Port("busy", options: ["busy"]),
        ])
        let spam = try #require(trial.fault(to: "spam"))
        #expect(spam.code == .noticeRefused && spam.message.contains("we do not like this"), "\(spam)")
        let busy = try #require(trial.fault(to: "busy"))
        #expect(busy.code == .noticeBusy && busy.disposition == .retry(after: 300), "\(busy)")
    }

    @Test func `is for the right server only`() throws {
        let workshop = try CertificateWorkshop(isShort: false)
        let ports = ["expired-today", "host-other", "issuer-stranger"]
        let trial = try MailTrial(
            ports.map { SMTPServer.Port($0, certificate: $0) } + [SMTPServer.Port()], workshop: workshop)
        for name in ports {
            let fault = try #require(trial.fault(to: name))
            #expect(fault.code.name.hasPrefix("tls."), "\(name): \(fault)")
            #expect(fault.message.contains("smtp \(CertificateWorkshop.host)"), "\(fault)")
        }
        trial.encryption = .opportunistic
        #expect(
            trial.fault(to: ports[0])?.code.name.hasPrefix("tls.") == true, "an offer of the wrong server is no offer")
        #expect(ports.allSatisfy { name in trial.server.mails(name).isEmpty })
    }

    @Test func `goes where 'addresses' allows, and waits for nobody for ever`() throws {
        let trial = try MailTrial()
        trial.rule = AddressRule(["203.0.113.0/24"])
        #expect(trial.fault()?.code == .placeAddress)
        trial.rule = .anywhere
        let stop = Abort { true }
        #expect { try trial.send(abort: stop) } throws: { ($0 as? Fault)?.code == .placeAborted }
        #expect(try trial.mails().isEmpty)
    }
}
