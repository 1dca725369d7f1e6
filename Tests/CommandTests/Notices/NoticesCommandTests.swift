import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// Who is told, with the real program, a mail server, a web server and a program.
@Suite struct `exchange tells` {
    private struct Mail: Decodable {
        let headers: [[String]]
        let text: String
        let to: [String]

        subscript(_ name: String) -> String { headers.first { $0[0] == name }.map { $0[1] } ?? "" }
    }

    private static let secret = "what only we two know"
    private let site: Site
    private let mail: SMTPServer
    private let web: HTTPSServer

    init() throws {
        site = try Site(profile: ExitCodeTests.small + "\nguard: {max_rejects_percent: 40}\n")
        let workshop = try CertificateWorkshop()
        mail = try SMTPServer([SMTPServer.Port(options: ["auth"])], workshop: workshop)
        web = try HTTPSServer(workshop: workshop)
        try site.scratch.write("keys/hook", Self.secret + "\n")
        try site.scratch.write("keys/mail", SMTPServer.password)
        try site.scratch.write("tell", "#!/bin/sh\ncat >> \(site.scratch.at("told"))\n")
        chmod(site.scratch.at("tell"), 0o700)
        try write()
    }

    private func write(port: Int? = nil, more: String = "") throws {
        try site.scratch.write(
            "Profiles/institutions.yaml",
            """
            default: example
            institutions:
              example:
                title: Example University Library
                zone: America/Chicago
                notify:
                  channels:
                    library:
                      kind: mail
                      host: localhost
                      port: \(port ?? mail.port())
                      ca: \(mail.workshop.authority)
                      user: exchange
                      password: file:keys/mail
                      from: exchange@library.example.edu
                      to: [systems@library.example.edu]
                      owners: {registrar: sis@example.edu}
                    chat:
                      kind: webhook
                      url: https://localhost:\(web.port())/hook
                      ca: \(mail.workshop.authority)
                      addresses: [127.0.0.1, "::1"]
                      signing_secret: file:keys/hook
                    oncall: {kind: program, command: [tell]}
                  rules:
                    - {when: [held, recovered], to: [library, chat, oncall]}
            \(more)
            """)
    }

    private func mails() throws -> [Mail] {
        try mail.mails().map { try JSONDecoder().decode(Mail.self, from: Data($0.utf8)) }
    }

    private func hold(_ name: String = "people_2.csv", _ last: String = "Sample") throws {
        try site.give("id,last\n1,\n2,\(last)\n", as: name)
        #expect(try site.carry().outcome.status == 2)
    }

    private func list() throws -> String { try site.run("notices", "list").output }

    @Test func `a held run to all of them, and nothing of a good one`() throws {
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        #expect(try list() == "Nobody has been told anything yet.\n")
        try hold()
        let mail = try #require(try mails().first)
        #expect(try mails().count == 1 && mail.to == ["systems@library.example.edu", "sis@example.edu"])
        #expect(mail["Subject"].hasPrefix("[example] HELD sis-import: 1 of 2 records were rejected"))
        #expect(mail.text.contains("Two ways on") && mail.text.contains("exchange release 26-0002"))
        let told = try #require(site.scratch.text("told"))
        #expect(told.contains("\"subject\" : \"[example] HELD") && told.contains("\"verdict\" : \"held\""))
        #expect(web.requests("hook ") == 1 && !web.log.joined().contains("people_2"))
        let list = try list()
        #expect(list.components(separatedBy: "  sent  ").count == 4, "\(list)")
    }

    @Test func `what a receiver can verify as Profiles/README says`() throws {
        try hold()
        let parts = try #require(web.log.first { $0.hasPrefix("hook ") }).split(separator: " ", maxSplits: 3)
        let readme = try Checkout.text("Profiles/README.md")
        let code = try #require(
            readme.components(separatedBy: "```python\n").last?.components(separatedBy: "```").first)
        let check = """
            import json, sys
            body, header, secret = json.loads(sys.argv[1]).encode(), sys.argv[2], sys.argv[3].encode()
            print(is_ours(body, header, secret), is_ours(body + b" ", header, secret), is_ours(body, header, b"other"),
                is_ours(body, header, secret, time.time() + 1000), json.loads(body)["id"])
            """
        let outcome = try ChildProcess(
            TestProgram.python, ["-c", code + check, String(parts[3]), String(parts[2]), Self.secret]
        ).run()
        let said = String(decoding: outcome.output, as: UTF8.self)
        #expect(said == "True False False False \(parts[1])\n", "\(said)\(outcome.lastWords)")
    }

    @Test func `later what could not be sent, and says meanwhile that nobody knows`() throws {
        let dead = try HTTPSServer([HTTPSServer.Port(as: "dead", options: ["dead"])], workshop: mail.workshop)
        try write(port: dead.port("dead"))
        try hold()
        #expect(try mails().isEmpty && web.requests("hook ") == 1)
        let status = try site.run("status")
        #expect(status.status == 2 && status.output.contains("1 notice could not be sent yet: exchange notices list"))
        let page = try site.run("report", "--since", "today", "--as-of", "2026-11-21T07:00")
        #expect(page.output.contains("ATTN  1 notice could not be sent yet"), "\(page.output)")
        #expect(try list().contains("Next try: "))
        try write()
        let sent = try site.run("notices", "send")
        #expect(sent.status == 0 && sent.output == "1 notice sent.\n", "\(sent.errors)")
        #expect(try mails().count == 1 && site.run("notices", "send").output == "0 notices sent.\n")
        let id = try #require(web.log.first { $0.hasPrefix("hook ") }?.split(separator: " ")[1])
        #expect(try mails()[0]["Message-ID"] != "<\(id)@library.example.edu>", "each channel's notice is its own")
    }

    @Test func `again under the same id what was sent and not noted`() throws {
        try site.give("id,last\n1,\n2,Sample\n", as: "people_2.csv")
        let killed = Program(
            Repository.debugBinary,
            environment: ["EXCHANGE_ROOT": site.scratch.path, "EXCHANGE_FP": "notice.sent:1:kill"])
        #expect(try killed.run("run", "sis-import", "--as-of", Site.clock).status == 128 + 9)
        #expect(try mails().count == 1 && web.requests("hook ") == 0)
        // The others' turn was not yet; the first one's lease is not over.
        #expect(try site.run("notices", "send").output == "2 notices sent.\n")
        #expect(try list().contains("sending") && mails().count == 1)
    }

    @Test func `in a test that it is one`() throws {
        let outcome = try site.run("notices", "test", "library")
        #expect(outcome.status == 0 && outcome.output.contains("sent: 250 2.0.0 taken as 4711"), "\(outcome.errors)")
        #expect(try mails().first?["Subject"] == "[example] TEST of the channel 'library'")
        #expect(try list() == "Nobody has been told anything yet.\n")
        let unknown = try site.run("notices", "test", "libary")
        #expect(unknown.status == 7 && unknown.errors.contains("Did you mean 'library'?"), "\(unknown.errors)")
    }

    @Test func `whoever checks the configuration where it is wrong`() throws {
        try write(more: "        - {when: held, to: nobody}")
        let outcome = try site.run("profiles", "check")
        #expect(outcome.status == 7 && (outcome.errors + outcome.output).contains("there is no channel 'nobody'"))
        try write()
        let explained = try site.run("profiles", "explain", "sis-import")
        #expect(explained.output.contains("When a run is held, or succeeds after trouble: library (mail to "))
        #expect(!explained.output.contains(Self.secret))
    }
}
