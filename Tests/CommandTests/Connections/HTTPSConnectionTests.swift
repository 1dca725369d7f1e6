import Exchange
import Foundation
import ServerKit
import Testing

/// `exchange connections …` with a web server, with the real program.
@Suite struct `exchange connections with a web server` {
    private let site: Site
    private let server: HTTPSServer

    init() throws {
        site = try Site()
        server = try HTTPSServer([HTTPSServer.Port(), HTTPSServer.Port(as: "old", options: ["tls1.1"])])
        try server.served.write("people.csv", Array("PERSON_ID\n1\n".utf8))
        try write()
    }

    private func write(_ lines: String..., port: String = "good-rsa2048", addresses: String = "[127.0.0.1]") throws {
        let fields =
            [
                "scheme: https", "host: localhost", "port: \(server.port(port))", "path: /files",
                "ca: \(server.workshop.authority)",
            ] + (addresses.isEmpty ? [] : ["addresses: \(addresses)"]) + lines
        let text =
            ["connections:", "  campus: {scheme: local, path: places/campus}", "  data:"] + fields.map { "    \($0)" }
        try site.scratch.write("Profiles/connections.yaml", text.joined(separator: "\n") + "\n")
    }

    /// Whatever proxies the environment names: they are not used.
    private func run(_ words: String...) throws -> Program.Outcome {
        let away = "http://127.0.0.1:1"
        let program = Program(
            environment: [
                "EXCHANGE_ROOT": site.scratch.path, "https_proxy": away, "ALL_PROXY": away, "HTTPS_PROXY": away,
            ])
        return try program.run(["connections"] + words)
    }

    @Test func `test shows who the server is and for how long`() throws {
        let outcome = try run("test", "data")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("certificate"), "\(outcome.output)")
        #expect(outcome.output.contains("issued by CN=Example Authority") && outcome.output.contains("TLSv1.3"))
        // A day less once the clock has gone on.
        #expect(outcome.output.contains(/in (299|300) days/))
        #expect(outcome.output.contains("it has no listings"))
    }

    @Test func `probe shows the key for a pin, and a pin is then kept to`() throws {
        let outcome = try run("probe", "data", "--folder", "files")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let pin = try #require(outcome.output.firstMatch(of: /sha256\/\/[A-Za-z0-9+\/]{43}=/)).output
        try write("pin: [\"\(pin)\"]")
        #expect(try run("test", "data").status == 0)
        try write("pin: [\"sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]")
        let other = try run("test", "data")
        #expect(
            other.status == 6 && other.output.contains("[tls.pin]") && other.output.contains(pin), "\(other.output)")
    }

    @Test func `get brings a file by its name, and says what it cannot do`() throws {
        let folder = site.scratch.at("got")
        try site.scratch.folder("got")
        let got = try run("get", "data", "people.csv", "--to", folder)
        #expect(got.status == 0, "\(got.output)\(got.errors)")
        #expect(site.scratch.text("got/people.csv") == "PERSON_ID\n1\n")
        let missing = try run("get", "data", "nowhere.csv", "--to", folder)
        #expect(missing.status != 0 && (missing.output + missing.errors).contains("nowhere.csv"))
        let pattern = try run("get", "data", "*.csv", "--to", folder)
        #expect(pattern.status != 0 && (pattern.output + pattern.errors).contains("place.verb"), "\(pattern.errors)")
        try site.scratch.write("got/new.csv", "1")
        let put = try run("put", "data", site.scratch.at("got/new.csv"))
        #expect(put.status != 0 && (put.output + put.errors).contains("place.verb"), "\(put.errors)")
    }

    @Test func `a server with old TLS, and one inside that nobody named, are refused with the remedy`() throws {
        try write(port: "old")
        let old = try run("test", "data")
        #expect(old.status == 6 && old.output.contains("[tls.protocol]"), "\(old.output)")
        try write(addresses: "")
        let inside = try run("test", "data")
        #expect(inside.output.contains("[place.address]") && inside.output.contains("'addresses'"), "\(inside.output)")
    }

    @Test func `no profile delivers to a web server, and the check says why`() throws {
        try write()
        let text = try #require(site.scratch.text("Profiles/connections.yaml"))
        try site.scratch.write("Profiles/connections.yaml", text.replacing("  data:", with: "  alma:"))
        let check = try site.run("profiles", "check")
        #expect(
            check.status == 7 && (check.output + check.errors).contains("from a web server files are fetched"),
            "\(check.output)\(check.errors)")
    }

    @Test func `what is wrong in a connection is complained about with its line`() throws {
        try write("token: env:X", "user: library", "pin: [abc]", "proxy: http://proxy/", "tls_max: \"1.1\"")
        let outcome = try run("test", "data")
        #expect(outcome.status == 7)
        try write("token: env:X", "user: library", "pin: [abc]", "proxy: http://proxy/")
        let told = try run("test", "data").errors
        for words in ["not both", "go together", "is no pin", "host:port"] { #expect(told.contains(words), "\(told)") }
    }
}
