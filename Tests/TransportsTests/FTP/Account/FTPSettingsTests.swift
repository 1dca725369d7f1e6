import Exchange
import Testing

@testable import Transports

@Suite struct `A connection over FTP` {
    private static let mark = Mark(file: "connections.yaml", line: 1, column: 1)

    private func node(_ text: String) -> Node { .scalar(text, quoted: true, Self.mark) }

    private func map(_ values: [String: Node]) -> Node {
        .map(values.map { Node.Pair(key: $0.key, keyMark: Self.mark, value: $0.value) }, Self.mark)
    }

    private func values(_ more: [String: Node] = [:]) -> [String: Node] {
        ["host": node("ftp.example.edu"), "user": node("library"), "password": node("file:/etc/x")].merging(more) { $1 }
    }

    private func complaints(_ make: () throws(Complaints) -> Void) -> String {
        do throws(Complaints) { try make() } catch { return "\(error)" }
        return ""
    }

    private func plain(_ more: [String: Node]) throws(Complaints) -> FTPTransport {
        try FTPTransport(Settings(map(values(more)), declared: FTPTransport.settings, path: "connections.x", root: "/"))
    }

    private func tls(_ more: [String: Node] = [:]) throws(Complaints) -> FTPSTransport {
        try FTPSTransport(
            Settings(map(values(more)), declared: FTPSTransport.settings, path: "connections.x", root: "/"))
    }

    private func permission(_ until: String) -> Node { map(["reason": node("is replaced"), "until": node(until)]) }

    @Test func `that is plain needs a reason and an end`() throws {
        #expect(complaints { () throws(Complaints) in _ = try plain([:]) }.contains("everybody on the way can read"))
        #expect(
            complaints { () throws(Complaints) in _ = try plain(["plain_ftp": permission("soon")]) }.contains(
                "YYYY-MM-DD"))
        let good = try plain(["plain_ftp": permission("2027-06-30")])
        #expect(good.address == "ftp library@ftp.example.edu:21")
        #expect(good.doubts().map(\.message).joined().contains("2027-06-30: is replaced"))
    }

    @Test func `that is plain is not used after its end`() throws {
        let transport = try plain(["plain_ftp": permission("2026-11-20")])
        let visit = Visit(now: { Moment(seconds: 1_795_281_676) }, sleep: { _ in })
        let fault = #expect(throws: Fault.self) { try transport.connect(visit) }
        #expect(fault?.code == .ftpPlainExpired && fault?.disposition == .stop)
    }

    @Test func `takes the port of its kind of TLS`() throws {
        #expect(try tls().address == "ftps library@ftp.example.edu:21")
        #expect(try tls(["tls": node("implicit")]).address == "ftps library@ftp.example.edu:990")
        #expect(
            try tls(["tls": node("implicit"), "port": node("2121")]).address == "ftps library@ftp.example.edu:2121")
    }

    @Test func `to Alma's own server is no FTPS`() {
        let said = complaints { () throws(Complaints) in _ = try tls(["peer": node("alma")]) }
        #expect(said.contains("Alma speaks SFTP and FTP only"))
    }

    @Test func `writes names into addresses without a meaning`() {
        #expect(FTPPlace.encoded("/a b;type=a/ü?#%") == "%2Fa%20b%3Btype%3Da/%C3%BC%3F%23%25")
    }
}
