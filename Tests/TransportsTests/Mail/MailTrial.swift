import Exchange
import Foundation
import Glibc
import ServerKit

@testable import Transports

/// A mail as the server of a test took it.
struct TakenMail: Decodable {
    struct Attached: Decodable {
        let name: String
        let type: String
        let content: String
    }

    let headers: [[String]]
    let text: String
    let attached: [Attached]
    let defects: [String]
    let longest: Int
    let bare: Bool
    let from: String
    let to: [String]
    let helo: String
    let tls: Bool
    let user: String?

    subscript(_ name: String) -> [String] { headers.filter { $0[0].lowercased() == name.lowercased() }.map { $0[1] } }
}

/// Mail servers of a test's own, and mails to them under the name their certificate is for.
final class MailTrial {
    let server: SMTPServer
    let scratch: Scratch
    var encryption = MailAccount.Encryption.required
    var login: MailAccount.Login?
    var helo: String?
    var envelope: MailAddress?
    var fromName = "exchange"
    var to = ["systems@library.example.edu"]
    var copies: [String] = []
    var owners: [Owner: [String]] = [:]
    var host = CertificateWorkshop.host
    var rule: AddressRule? = .anywhere

    init(_ ports: [SMTPServer.Port] = [SMTPServer.Port()], workshop: CertificateWorkshop? = nil) throws {
        signal(SIGPIPE, SIG_IGN)
        server = try SMTPServer(ports, workshop: workshop)
        scratch = try Scratch()
    }

    /// A login with this password, kept in a file as passwords are.
    func signIn(_ password: String = SMTPServer.password) throws {
        try scratch.write("password", password)
        login = MailAccount.Login(user: "exchange", password: .file(scratch.at("password")))
    }

    func channel(_ name: String = "good", certificate: String = "good-rsa2048") -> MailAccount {
        let line = CurlLine(
            scheme: encryption == .implicit ? "smtps" : "smtp", host: host, port: server.port(name), addresses: rule,
            timeouts: PlaceTimeouts(
                connectMilliseconds: 10_000, idleMilliseconds: 10_000, progressBytes: 1, progressMilliseconds: 60_000),
            tls: TLSPolicy(ownCertificates: server.workshop.authority(of: certificate)))
        func addresses(_ texts: [String]) -> [MailAddress] { texts.compactMap { MailAddress($0) } }
        return MailAccount(
            line: line, encryption: encryption, login: login, helo: helo,
            from: addresses(["exchange@library.example.edu"])[0], fromName: fromName, envelope: envelope,
            to: addresses(to), copies: addresses(copies), owners: owners.mapValues(addresses))
    }

    /// What the server said.
    func send(
        _ notice: Notice = MailTrial.notice(), to name: String = "good", certificate: String = "good-rsa2048",
        abort: Abort = .never
    ) throws(Fault) -> String {
        let account = channel(name, certificate: certificate)
        let talk = MailTalk(
            account: account, recipients: account.addressees(notice.owners) + account.copies,
            message: MailMessage(notice: notice, account: account).bytes)
        let found = ["127.0.0.1"].compactMap { HostAddress($0) }
        return try talk.send(HTTPSTrial.visit(abort)) { _ in .found(found) }
    }

    func fault(_ notice: Notice = MailTrial.notice(), to name: String = "good", certificate: String = "good-rsa2048")
        -> Fault?
    {
        do throws(Fault) {
            _ = try send(notice, to: name, certificate: certificate)
            return nil
        } catch { return error }
    }

    func mails(_ name: String = "good") throws -> [TakenMail] {
        try server.mails(name).map { try JSONDecoder().decode(TakenMail.self, from: Data($0.utf8)) }
    }

    static func notice(
        subject: String = "[example] HELD sis-import: too few", text: String = "Too few.\n", page: String? = nil,
        pageName: String = "report-26-0412.html", owners: [Owner] = []
    ) -> Notice {
        Notice(
            id: "0123456789abcdef0123456789abcdef",
            at: CivilTime(Moment(seconds: 1_795_249_805), offset: -21_600, abbreviation: "CST"), subject: subject,
            text: text, page: page.map { Array($0.utf8) }, pageName: pageName, owners: owners,
            document: Array("{}\n".utf8), fullDocument: Array("{\"subject\":1}\n".utf8))
    }
}
