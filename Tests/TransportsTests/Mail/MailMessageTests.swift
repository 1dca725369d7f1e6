import Exchange
import ServerKit
import Testing

@testable import Transports

/// What a mail looks like to others: sent to a real server, and read by Python's own parser.
@Suite struct `A mail` {
    private let trial: MailTrial

    init() throws { trial = try MailTrial() }

    private func taken(_ notice: Notice) throws -> TakenMail {
        _ = try trial.send(notice)
        let mail = try #require(try trial.mails().last)
        #expect(mail.defects.isEmpty && mail.longest <= 998 && !mail.bare, "\(mail.defects) \(mail.longest)")
        return mail
    }

    @Test func `has its headers, and says that nobody's absence need be answered`() throws {
        trial.copies = ["head@library.example.edu"]
        trial.owners = [.registrar: ["sis@example.edu", "systems@library.example.edu"], .it: ["it@example.edu"]]
        trial.envelope = MailAddress("bounces@library.example.edu")
        trial.helo = "lib.example.edu"
        let mail = try taken(MailTrial.notice(owners: [.registrar]))
        #expect(mail.from == "bounces@library.example.edu" && mail.helo == "lib.example.edu")
        #expect(mail["From"] == ["exchange <exchange@library.example.edu>"])
        #expect(mail["To"] == ["systems@library.example.edu, sis@example.edu"])
        #expect(mail["Cc"] == ["head@library.example.edu"])
        #expect(mail.to == ["systems@library.example.edu", "sis@example.edu", "head@library.example.edu"])
        #expect(mail["Date"] == ["Sat, 21 Nov 2026 02:30:05 -0600"])
        #expect(mail["Message-ID"] == ["<0123456789abcdef0123456789abcdef@library.example.edu>"])
        #expect(mail["Auto-Submitted"] == ["auto-generated"] && mail["MIME-Version"] == ["1.0"])
        #expect(mail.text == "Too few.\n" && mail.attached.isEmpty)
    }

    @Test func `without a sender on the envelope bounces to nobody`() throws {
        #expect(["", "<>"].contains(try taken(MailTrial.notice()).from))
    }

    @Test(arguments: [
        "HELD sis-import", "Pr\u{FC}fung: 2\u{202F}214 Nutzer\u{2026} \u{1F4DA} weg",
        String(repeating: "\u{65E5}\u{672C}\u{8A9E} ", count: 40), String(repeating: "word ", count: 60),
        String(repeating: "x", count: 900), "=?UTF-8?B?SGk=?= is no word of ours", "",
    ])
    func `has any subject, whole`(_ subject: String) throws {
        let mail = try taken(MailTrial.notice(subject: subject))
        let words = { (text: String) in text.split(separator: " ").joined(separator: " ") }
        #expect(words(mail["Subject"].joined()) == words(subject))
    }

    @Test(arguments: [
        "x\r\nBcc: evil@example.com", "x\nTo: evil@example.com\n\nbody", "x\rSubject: y", "x\u{85}Bcc: a@b.c",
        "x\u{2028}Bcc: a@b.c", "\r\n\r\n.\r\nMAIL FROM:<evil@example.com>", "x\u{0}y\u{1B}[2J", "\u{B}\u{C}x\r\n y",
    ])
    func `stays one mail with one subject, whatever a title holds`(_ hostile: String) throws {
        trial.fromName = hostile
        let mail = try taken(MailTrial.notice(subject: hostile, text: hostile + "\n", page: hostile, pageName: hostile))
        #expect(try trial.mails().count == 1)
        #expect(mail["Subject"].count == 1 && mail["Bcc"].isEmpty && mail["To"] == ["systems@library.example.edu"])
        #expect(mail["From"].count == 1 && mail["From"][0].contains("exchange@library.example.edu"))
        #expect(mail.to == ["systems@library.example.edu"] && mail.attached.map(\.name) == ["report.html"])
    }

    @Test func `carries any text as it is, in short lines`() throws {
        let text = [
            "", ".", "..", "From here", "trailing blank ", "tab\t", "= equals =3D",
            String(repeating: "long ", count: 400),
            "Grüße, 日本 \u{1F4DA}", String(repeating: "ü", count: 2000), "-- ", "",
        ].joined(separator: "\n")
        let mail = try taken(MailTrial.notice(text: text + "\n"))
        #expect(mail.text == text + "\n" && mail.longest <= 78)
    }

    @Test func `has the page attached`() throws {
        let page = "<!doctype html><p>" + String(repeating: "Gr\u{FC}\u{DF}e &amp; more ", count: 3000) + "</p>\n"
        let mail = try taken(MailTrial.notice(page: page))
        let attached = try #require(mail.attached.first)
        #expect(mail.attached.count == 1 && attached.name == "report-26-0412.html" && attached.type == "text/html")
        #expect(attached.content == page && mail.text == "Too few.\n")
    }

    @Test func `is the same, byte for byte, each time it is made`() {
        let account = trial.channel()
        let notice = MailTrial.notice(page: "<p>")
        #expect(
            MailMessage(notice: notice, account: account).bytes == MailMessage(notice: notice, account: account).bytes)
    }

    @Test(arguments: [
        "a@b.edu", "first.last+tag@sub.example.edu", "o'neil@example.edu", "x@localhost",
    ]) func `goes to addresses`(_ text: String) { #expect(MailAddress(text)?.description == text) }

    @Test(arguments: [
        "", "a", "@b", "a@", "a@b@c", "a b@c.d", "a@b c", "<a@b.c>", "A <a@b.c>", "a@b.c\r\nRCPT TO:<x@y.z>", "a@b..c",
        ".a@b.c", "a@-b.c", "\"a\"@b.c", "a@[127.0.0.1]", "ü@b.c", "a@ü.de", "-oX@b.c", "a@b.c,d@e.f", "a@b.c\u{0}",
        String(repeating: "a", count: 65) + "@b.c",
    ]) func `goes to nothing else`(_ text: String) { #expect(MailAddress(text) == nil) }
}
