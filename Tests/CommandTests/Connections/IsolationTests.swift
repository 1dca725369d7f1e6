import Exchange
import Foundation
import ServerKit
import Testing

/// Two institutions on one machine and one server: nothing of one is seen, reached or kept by the other.
@Suite struct `Institutions apart` {
    private let server: SSHServer
    private let site: SFTPSite
    private static let ours = ["north", "south"]

    init() throws {
        server = try SSHServer()
        site = try SFTPSite()
        var known = ["default: example", "institutions:", "  example: {title: E, zone: UTC}"]
        for name in Self.ours {
            known.append("  \(name): {title: canary-title-\(name), zone: UTC}")
            try site.write([Self.connection(name, server)], institution: name)
            let folder = "\(server.served)/canary-\(name)"
            try FileManager.default.createDirectory(atPath: "\(folder)/sis", withIntermediateDirectories: true)
            try Data("canary-content-\(name)".utf8).write(to: URL(fileURLWithPath: "\(folder)/sis/canary-file-\(name)"))
        }
        try site.site.scratch.write("Profiles/institutions.yaml", known.joined(separator: "\n") + "\n")
        for (from, to) in [("north", "south"), ("south", "north")] {
            let link = "\(server.served)/canary-\(from)/link"
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: "\(server.served)/canary-\(to)/sis")
        }
    }

    private static func connection(_ name: String, _ server: SSHServer) throws -> SFTPSite.Written {
        .init(name: "place-\(name)", peer: server, lines: ["path: \(server.served)/canary-\(name)"])
    }

    /// Every file below an institution's state, as one text.
    private func state(of name: String) -> String {
        let root = site.site.scratch.at("state/\(name)")
        let names = (FileManager.default.enumerator(atPath: root)?.allObjects ?? []).compactMap { $0 as? String }
        let texts = names.map { String(decoding: site.site.scratch.bytes("state/\(name)/\($0)") ?? [], as: UTF8.self) }
        return (names + texts).joined(separator: "\n")
    }

    @Test(arguments: [("north", "south"), ("south", "north")])
    func `no operation of one shows or keeps a word of the other`(own: String, other: String) throws {
        let place = "\(own)/place-\(own)"
        let scratch = site.site.scratch
        try scratch.write("mine/x.txt", "x")
        var said = ""
        for words in [
            ["list", "--institution", own], ["list", "--institution", own, "--json"], ["test", place],
            ["test", place, "--write", "sis"], ["probe", place, "--folder", "sis"], ["trust", place],
            ["ls", place, "sis"], ["get", place, "sis/canary-file-\(own)", "--to", scratch.at("mine")],
            ["put", place, scratch.at("mine/x.txt"), "--to", "sis"],
        ] {
            let outcome = try site.site.program.run(["connections"] + words)
            #expect(outcome.status == 0, "\(words): \(outcome.output)\(outcome.errors)")
            said += outcome.output + outcome.errors
        }
        #expect(said.contains("canary-file-\(own)"))
        for canary in ["canary-\(other)", "place-\(other)", "-\(other)"] {
            #expect(!said.contains(canary) && !state(of: own).contains(canary), "\(canary)")
        }
        #expect(ServedFiles("\(server.served)/canary-\(other)/sis").all == ["canary-file-\(other)"])
    }

    @Test func `a link out of the connection's folder is refused by every verb`() throws {
        let scratch = site.site.scratch
        try scratch.write("mine/x.txt", "x")
        for words in [
            ["ls", "link"], ["get", "link/canary-file-south", "--to", scratch.at("mine")],
            ["get", "link/*", "--to", scratch.at("mine")], ["put", scratch.at("mine/x.txt"), "--to", "link"],
            ["test", "--write", "link"], ["probe", "--folder", "link"], ["ls", "../canary-south/sis"],
        ] {
            let outcome = try site.site.program.run(["connections", words[0], "north/place-north"] + words.dropFirst())
            let said = outcome.output + outcome.errors
            #expect(outcome.status == 6 && said.contains("[place.path.refused]"), "\(words): \(said)")
            #expect(!said.contains("canary-content-south") && !said.contains("may be left"))
        }
        #expect(scratch.names("mine") == ["x.txt"])
        #expect(ServedFiles("\(server.served)/canary-south/sis").all == ["canary-file-south"])
    }

    @Test func `a secret in another institution's folder is not read`() throws {
        var written = try Self.connection("north", server)
        let folder = "state/south"
        try site.site.scratch.write("\(folder)/key", "canary-content-key")
        written.key = nil
        try site.write([written], institution: "north")
        let path = "Profiles/north/connections.yaml"
        let text = (site.site.scratch.text(path) ?? "").replacing(
            /key: file:.*/, with: "key: file:\(site.site.scratch.at("\(folder)/key"))")
        try site.site.scratch.write(path, text)
        let outcome = try site.run("test", "north/place-north")
        #expect(outcome.status == 7 && outcome.errors.contains("another institution's folder"), "\(outcome)")
        #expect(!"\(outcome.output)\(outcome.errors)".contains("canary-content"))
    }
}
