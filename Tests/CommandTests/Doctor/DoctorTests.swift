import Exchange
import Foundation
import Glibc
import ServerKit
import Testing

/// `exchange doctor`: what it finds missing, says, and lets pass.
@Suite struct DoctorTests {
    private struct Document: Decodable {
        struct Check: Decodable {
            let verdict: String
            let about: String
            let words: String
            let remedy: String?
        }
        let verdict: String
        let checks: [Check]

        func of(_ about: String) -> [Check] { checks.filter { $0.about == about } }
    }

    private func examine(_ site: Site, _ words: String...) throws -> (status: Int, document: Document) {
        let outcome = try site.program.run(["doctor", "--json"] + words)
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        return (outcome.status, try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8)))
    }

    @Test func `a machine on which tests run lacks nothing, and one screen says so`() throws {
        let site = try Site()
        let outcome = try site.program.run(["doctor"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count <= 24 && lines.last?.hasPrefix("Nothing is missing") == true, "\(outcome.output)")
        #expect(!outcome.output.contains("FAIL"))
        let (status, document) = try examine(site)
        #expect(status == 0 && document.verdict != "fail")
        for about in ["libraries", "time zones", "time", "configuration", "state", "connections"] {
            #expect(!document.of(about).isEmpty, "\(about)")
        }
        #expect(document.checks.allSatisfy { ($0.verdict == "ok") == ($0.remedy == nil) })
    }

    @Test func `nothing is written, unless connections are to be tried`() throws {
        let site = try Site()
        _ = try examine(site)
        #expect(site.scratch.names("state").isEmpty)
        let (status, document) = try examine(site, "--connect")
        #expect(status == 0, "\(document.checks)")
        #expect(document.of("connections").map(\.verdict) == ["ok", "ok"], "\(document.checks)")
        #expect(document.of("connections").allSatisfy { $0.words.contains("folder ok") })
    }

    @Test func `a folder that is not there is missed`() throws {
        let site = try Site()
        try site.scratch.write(
            "Profiles/connections.yaml",
            try Checkout.text("Profiles/connections.yaml") + "\n  other: {scheme: local, path: places/nowhere}\n")
        let (status, document) = try examine(site)
        let failures = document.checks.filter { $0.verdict == "fail" }
        #expect(status == 7 && failures.count == 1 && failures[0].words.hasPrefix("other: "), "\(document.checks)")
    }

    @Test func `complaints about the configuration are counted, and the rest is looked at all the same`() throws {
        let site = try Site(profile: "feed: sis-userz\n")
        let (status, document) = try examine(site)
        #expect(status == 7 && document.of("configuration").first?.verdict == "fail")
        #expect(document.of("connections").first?.verdict == "ok" && document.of("libraries").first?.verdict == "ok")
    }

    @Test func `without a configuration the machine is looked at`() throws {
        let scratch = try Scratch()
        let outcome = try Program().run("doctor", "--root", scratch.path)
        #expect(outcome.status == 7)
        #expect(outcome.output.contains("There is no folder 'Profiles' in \(scratch.path)"))
        #expect(outcome.output.contains("libarchive"))
    }

    @Test func `a key that others may read fails, and one that systemd hands over is not looked for`() throws {
        let site = try Site()
        try site.scratch.write("keys/alma", "secret")
        chmod(site.scratch.at("keys/alma"), 0o644)
        let server = "scheme: sftp, host: sftp.example.edu, user: library, host_keys: [\"SHA256:\(pin)\"]"
        try site.scratch.write(
            "Profiles/connections.yaml",
            try Checkout.text("Profiles/connections.yaml")
                + """

                  open: {\(server), password: "file:\(site.scratch.at("keys/alma"))"}
                  handed: {\(server), password: "credential:alma"}
                """.split(separator: "\n").map { "  " + $0.drop { $0 == " " } }.joined(separator: "\n"))
        let (status, document) = try examine(site)
        #expect(status == 7)
        let secrets = document.of("secrets")
        #expect(secrets.map(\.verdict).sorted() == ["fail", "warn"], "\(document.checks)")
        #expect(
            secrets.contains { $0.words.contains("644") } && secrets.contains { $0.words.contains("credential 'alma'") }
        )
        #expect(document.checks.allSatisfy { !$0.words.contains("secret\n") })
        chmod(site.scratch.at("keys/alma"), 0o600)
        #expect(try examine(site).status == 0)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `a ledger that another account left is found`() throws {
        let site = try Site()
        try site.scratch.write("state/example/ledger.sqlite", "")
        chown(site.scratch.at("state/example/ledger.sqlite"), 65_534, 65_534)
        let (status, document) = try examine(site)
        #expect(status == 7 && document.of("state").first?.words.contains("belongs to nobody, not to root") == true)
    }

    @Test func `a configuration that everybody may change is said`() throws {
        let site = try Site()
        chmod(site.scratch.at("Profiles/connections.yaml"), 0o666)
        let (_, document) = try examine(site)
        #expect(document.of("permissions").map(\.verdict) == ["warn"])
    }

    /// Of no key.
    private var pin: String { "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU" }
}
