import Exchange
import Foundation
import ServerKit
import Testing

/// `exchange connections probe` over SFTP: whether a server's own rename refuses, only trying tells.
@Suite struct `Probing servers that speak SFTP` {
    /// What was printed, and what is remembered.
    private func probe(
        _ peer: any SFTPPeer, sis folder: String, lines: [String] = []
    ) throws -> (output: String, lesson: String?) {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
        let site = try SFTPSite(.init(peer: peer, lines: lines))
        let outcome = try site.run("probe", "alma")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(ServedFiles(folder).all.isEmpty)
        let shelf = Data((site.site.scratch.text("state/example/places/alma.json") ?? "{}").utf8)
        let document = try JSONSerialization.jsonObject(with: shelf) as? [String: Any]
        let remembered = document?["remembered"] as? [String: String]
        return (outcome.output, remembered?[PlaceLesson.renameRefusesExisting])
    }

    private func value(_ fact: String, _ output: String) -> String? {
        output.split(separator: "\n").first { $0.hasPrefix(fact) }
            .map { $0.dropFirst(fact.count).trimmingCharacters(in: .whitespaces) }
    }

    @Test func `OpenSSH's own refuses`() throws {
        let server = try SSHServer()
        let found = try probe(server, sis: "\(server.served)/sis")
        #expect(value("rename onto a file", found.output) == "refused" && found.lesson == "yes", "\(found)")
        #expect(value("rename refuses atomically", found.output) == "yes")
    }

    @Test func `a preset stands in nobody's way`() throws {
        let server = try SSHServer()
        let found = try probe(server, sis: "\(server.served)/sis", lines: ["preset: summon"])
        #expect(found.lesson == "yes", "\(found)")
    }

    @Test func `ProFTPD's is found to do what it does`() throws {
        let server = try ProFTPDServer()
        let found = try probe(server, sis: "\(server.served)/sis")
        let isRefused = value("rename onto a file", found.output) == "refused"
        #expect(found.lesson == (isRefused ? "yes" : "no"), "\(found)")
    }

    @Test func `one that overwrites is found out, and the report's reader is told`() throws {
        let bad = try MisbehavingServer("rename-replaces")
        let found = try probe(bad.server, sis: "\(bad.served.folder)/sis")
        #expect(value("rename onto a file", found.output) == "replaces it" && found.lesson == "no", "\(found)")
        #expect(found.output.contains("Overwrites: a rename there replaces a file without a word."))
        #expect(found.output.contains("Between looking and renaming"))
    }
}
