import Foundation
import ServerKit
import Testing

/// A root whose run was killed between intent and rename, and whose receiver swept our temporary files then.
final class DoubtedSite {
    enum Kind: CaseIterable {
        case local, sftp
    }

    static let files = ["1.txt": "one\n", "2.txt": "two\n"]

    let scratch: Scratch
    /// The folder the receiver sees.
    let target: String
    /// The folder of the source, by what stands in it.
    let waiting: () -> [String]
    private let site: AnyObject
    private let root: String

    init(_ kind: Kind) throws {
        let profile = """
            feed: file-relay
            from: {connection: campus, folder: outgoing, files: "*", settle: 0s, after: move, after_folder: done}
            to: {connection: alma, folder: sis, name: "{name}"}

            """
        switch kind {
        case .local:
            let site = try Site(profile: profile)
            try site.scratch.write(
                "Profiles/connections.yaml",
                """
                connections:
                  campus: {scheme: local, path: places/campus}
                  alma: {scheme: local, path: places/alma, temp_safe: no}

                """)
            for (name, text) in Self.files { try site.give(text, as: name) }
            self.site = site
            scratch = site.scratch
            target = site.scratch.at(Site.target)
            waiting = { site.waiting }
        case .sftp:
            let key = try SSHKeys.client()
            let site = try FarSite(
                FarPlace(try SSHServer(), key: key), FarPlace(try SSHServer(), key: key), profile: profile)
            for (name, text) in Self.files { try site.give(Array(text.utf8), as: name) }
            self.site = site
            scratch = site.scratch
            target = "\(site.target.files.folder)/sis"
            waiting = { site.waiting }
        }
        root = scratch.path
        let killed = try Program(
            Repository.debugBinary, environment: ["EXCHANGE_ROOT": root, "EXCHANGE_FP": "deliver.intended:1:kill"]
        ).run("run", "sis-import", "--as-of", Site.clock)
        try #require(killed.status == 137 && names.count == 2, "\(killed.errors)")
        for name in names { try FileManager.default.removeItem(atPath: "\(target)/\(name)") }
        try #require(try carry().status == 2)
    }

    func run(_ arguments: String...) throws -> Program.Outcome {
        try Program(environment: ["EXCHANGE_ROOT": root]).run(arguments)
    }

    func carry() throws -> Program.Outcome { try run("run", "sis-import", "--as-of", Site.clock) }

    /// Everything at the target.
    var names: [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: target).sorted() } catch { return [] }
    }

    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(target)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }
}
