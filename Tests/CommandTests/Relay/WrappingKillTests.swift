import Foundation
import ServerKit
import Testing

/// Encrypting gives other bytes each time: a process that dies around it must not make two of a file.
@Suite struct WrappingKillTests {
    private func site(_ ring: Keyring, _ key: String) throws -> Site {
        try Site(
            profile: """
                feed: file-relay
                gpg_home: \(ring.path)
                from:
                  connection: campus
                  folder: outgoing
                  files: "*"
                  settle: 0s
                  after: move
                  after_folder: done
                  pgp: {decrypt: "\(key)", signed_by: ["\(key)"]}
                to: {connection: alma, folder: sis, name: "{name}", pgp: {encrypt_to: ["\(key)"], armor: yes, suffix: .asc}}

                """)
    }

    @Test(
        arguments: [
            "pgp.opened:1", "pgp.opened:2", "pgp.wrapped:1", "run.step:5", "deliver.uploading:1", "deliver.renamed:1",
        ])
    func `a run ended anywhere near it delivers once`(_ point: String) throws {
        let ring = try Keyring()
        let key = try ring.key("library")
        let site = try site(ring, key)
        for name in ["a.txt", "b.txt"] {
            try site.scratch.write("plain", "of \(name)\n")
            try ring.gpg(
                ["--local-user", key, "--recipient", key, "--output", site.scratch.at("\(Site.pickup)/\(name).pgp")]
                    + ["--sign", "--encrypt", site.scratch.at("plain")])
        }
        let arguments = ["run", "sis-import", "--root", site.root, "--as-of", Site.clock]
        let killed = try Program(Repository.debugBinary, environment: ["EXCHANGE_FP": "\(point):kill"]).run(arguments)
        #expect(killed.status == 137, "\(killed.output)\(killed.errors)")
        let ended = try Program(Repository.debugBinary).run(arguments)
        #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
        #expect(site.everythingAtTarget == ["a.txt.asc", "b.txt.asc"] && site.waiting.isEmpty)
        for name in ["a.txt", "b.txt"] {
            try ring.gpg(
                ["--output", site.scratch.at("read"), "--decrypt", site.scratch.at("\(Site.target)/\(name).asc")])
            #expect(site.scratch.text("read") == "of \(name)\n")
        }
        #expect(try Program(Repository.debugBinary).run(arguments).status == 3)
        for run in site.scratch.names("state/example/runs") {
            let left = site.scratch.names("state/example/runs/\(run)")
            #expect(left.allSatisfy { !["in", "plain", "out", "wrapped"].contains($0) }, "\(run): \(left)")
        }
    }
}
