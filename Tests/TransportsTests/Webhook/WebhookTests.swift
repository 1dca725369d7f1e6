import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `A webhook` {
    private let trial: HTTPSTrial
    private let scratch: Scratch
    private let now = Moment(seconds: 1_795_267_800)

    init() throws {
        trial = try HTTPSTrial()
        scratch = try Scratch()
        try scratch.write("secret", "s3cret of ours\n")
    }

    private func channel(_ path: String, token: String? = nil) throws -> WebhookChannel {
        let url = try #require(WebhookURL("https://\(CertificateWorkshop.host)/\(path)"))
        return WebhookChannel(
            url, try trial.account().line, .file(scratch.at("secret")),
            login: token.map { .token(.file($0)) } ?? .nobody)
    }

    private func fault(_ path: String) throws -> Fault? {
        let channel = try channel(path)
        do throws(Fault) {
            _ = try send(channel)
            return nil
        } catch { return error }
    }

    private func send(_ channel: WebhookChannel) throws(Fault) -> String {
        let found = trial.leadsTo.compactMap { HostAddress($0) }
        return try channel.send(MailTrial.notice(), HTTPSTrial.visit()) { _ in .found(found) }
    }

    @Test func `is posted, signed, under its id`() throws {
        #expect(try send(try channel("hook")) == "HTTP 202")
        // echo -n '1795267800.{}\n' | openssl dgst -sha256 -hmac 's3cret of ours' says the same: see below.
        let signature = try WebhookSignature.value(
            Array("{}\n".utf8), secret: try SecretStore.read(.file(scratch.at("secret"))), at: now)
        #expect(trial.server.waitForLog("hook 0123456789abcdef0123456789abcdef \(signature) \"{}\\n\""))
        #expect(signature.hasPrefix("t=1795267800,v1="))
    }

    @Test func `is signed as OpenSSL would`() throws {
        let outcome = try ChildProcess(
            "/usr/bin/openssl", ["dgst", "-sha256", "-hmac", "s3cret of ours"], environment: ["PATH": "/usr/bin"]
        ).run(input: Array("1795267800.{}\n".utf8))
        let signature = try WebhookSignature.value(
            Array("{}\n".utf8), secret: try SecretStore.read(.file(scratch.at("secret"))), at: now)
        let digest = String(decoding: outcome.output, as: UTF8.self).split(separator: " ").last.map(String.init) ?? ""
        #expect(signature == "t=1795267800,v1=\(digest.filter { $0 != "\n" })")
    }

    @Test(arguments: [500, 502, 503, 429, 408]) func `may be tried again after`(_ status: Int) throws {
        let fault = try #require(try fault("status/\(status)"))
        #expect(fault.code == .noticeBusy && fault.disposition == .retry(after: 60), "\(fault)")
    }

    @Test(arguments: [400, 401, 403, 404, 410, 422]) func `is refused for good by`(_ status: Int) throws {
        let fault = try #require(try fault("status/\(status)"))
        #expect(fault.code == .noticeRefused && fault.disposition == .stop, "\(fault)")
    }

    @Test func `comes back when the server says`() throws {
        let fault = try #require(try fault("later/7/1"))
        #expect(fault.disposition == .retry(after: 7) && fault.context["wait_seconds"] == "7", "\(fault)")
        #expect(try self.fault("later/7/1") == nil)
    }

    @Test(arguments: ["moved", "downgrade", "circle"]) func `is not sent on elsewhere`(_ path: String) throws {
        #expect(try fault(path)?.code == .httpsRedirect)
        #expect(trial.server.requests("POST") == 1 && trial.server.requests("GET") == 0)
    }

    @Test func `is for the right server only, and for no address inside that was not named`() throws {
        trial.addresses = nil
        #expect(try fault("hook")?.code == .placeAddress)
        trial.addresses = ["127.0.0.1"]
        let stranger = try CertificateWorkshop()
        let line = try trial.account(authority: stranger.authority).line
        let url = try #require(WebhookURL("https://\(CertificateWorkshop.host)/hook"))
        let channel = WebhookChannel(url, line, .file(scratch.at("secret")))
        #expect { try send(channel) } throws: { ($0 as? Fault)?.code.name.hasPrefix("tls.") == true }
        #expect(trial.server.requests("hook") == 0)
    }

    @Test func `without its secret is not sent`() throws {
        let url = try #require(WebhookURL("https://\(CertificateWorkshop.host)/hook"))
        let channel = WebhookChannel(url, try trial.account().line, .file(scratch.at("none")))
        #expect { try send(channel) } throws: { ($0 as? Fault)?.code == .secretMissing }
        #expect(trial.server.requests("connection") == 0)
    }

    @Test(arguments: [
        ("https://hooks.example.edu", "hooks.example.edu", 443, "", ""),
        ("https://hooks.example.edu:8443/a/b?c=d&e=%20", "hooks.example.edu", 8443, "a/b", "c=d&e=%20"),
        ("https://[2001:db8::1]/x", "2001:db8::1", 443, "x", ""),
    ]) func `has an address`(_ text: String, _ host: String, _ port: Int, _ path: String, _ query: String) throws {
        let url = try #require(WebhookURL(text))
        #expect(url.host == host && url.port == port && url.path == path && url.query == query)
    }

    @Test(arguments: [
        "http://a.b/c", "https://", "https://user:pass@a.b/", "https://a.b/c d", "https://a.b/c#d",
        "https://a.b/\r\nX: y",
        "https://a.b:0/", "https://a.b:x/", "ftp://a.b", "//a.b", "https://-a/", "https://a.b/%2e", "https://a.b\\c",
    ]) func `has no such address`(_ text: String) { #expect(WebhookURL(text) == nil) }
}
