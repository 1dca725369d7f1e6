import Exchange
import Glibc
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

/// A root with the shipped profile and its sample in a scratch folder, and the debug program that works in it.
final class SampleRoot {
    static let profile = "sis-import"
    /// The points at which a step can fail with an error number (EIO, ENOSPC); at the others there is nothing to fail,
    /// and a disk is full only where something is written.
    static let failing: [Int: Set<String>] = [
        5: [
            "file.create", "file.write", "file.fsync", "folder.rename", "folder.remove", "folder.fsync",
            "ledger.commit.before", "ledger.commit.after", "file.overwrite",
        ],
        28: ["file.create", "file.write", "file.fsync", "ledger.commit.before"],
    ]
    let scratch: Scratch
    /// What the source was given, by name.
    let given: [String: [UInt8]]
    private let place: FarPlace?
    /// What its runs are begun for.
    private let slot: String?

    /// `guards` stands as the profile's `guard` where given. `place`: where the receiver is, if it is not a local folder.
    init(guards: String? = nil, to place: FarPlace? = nil, _ freight: Freight = .sample) throws {
        scratch = try Scratch.inMemory()
        self.place = place
        given = try freight.files()
        try scratch.write("Profiles/institutions.yaml", Freight.bytes("Profiles/institutions.yaml"))
        try scratch.write("Profiles/connections.yaml", Freight.bytes("Profiles/connections.yaml"))
        if let place {
            try scratch.write(
                "Profiles/connections.yaml",
                "connections:\n  campus: {scheme: local, path: places/campus}\n" + place.connection("alma", in: scratch)
            )
            place.make("sis")
        }
        let profile = try freight.profile()
        // No waiting; and no {run} in the name, so that the bytes are the same whichever run makes them.
        let quick = profile.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("  settle:") { return "  settle: 0s" }
            if let guards, line.hasPrefix("  max_rejects_percent:") { return "  \(guards)" }
            return line.hasPrefix("  name:") ? "  name: \"people_{date}.zip\"" : String(line)
        }
        try scratch.write("Profiles/\(SampleRoot.profile).yaml", quick.joined(separator: "\n"))
        for folder in ["campus/outgoing", "campus/done", "alma/sis"] { try scratch.folder("places/\(folder)") }
        slot = freight == .told ? "2026-11-21T01:00" : nil
        try scratch.write("tell", "#!/bin/sh\ngrep -Eo '\"id\" ?: ?\"[0-9a-f]+' >> \(scratch.at("told"))\n")
        chmod(scratch.at("tell"), 0o700)
        for (name, bytes) in given { try scratch.write("places/campus/outgoing/\(name)", bytes) }
    }

    /// The clock is given, so that every run makes the same bytes.
    func run(_ environment: [String: String] = [:]) throws -> Program.Outcome { try run(environment, for: slot) }

    /// A run for no slot: it does what a taken one leaves.
    func runAnyway() throws -> Program.Outcome { try run([:], for: nil) }

    private func run(_ environment: [String: String], for slot: String?) throws -> Program.Outcome {
        try Program(Repository.debugBinary, environment: environment).run(
            ["run", SampleRoot.profile, "--root", scratch.path, "--as-of", "2026-11-21T02:30", "--quiet"]
                + (slot.map { ["--slot", $0] } ?? []))
    }

    /// The sample's load, held by a guard: what there is to release.
    static func held() throws -> SampleRoot {
        let root = try SampleRoot(guards: "min_records: 100000")
        let outcome = try root.run()
        try #require(outcome.status == 2 && root.delivered.isEmpty, "\(outcome.output) \(outcome.errors)")
        return root
    }

    func release(_ environment: [String: String] = [:]) throws -> Program.Outcome {
        try Program(Repository.debugBinary, environment: environment).run(
            "release", "26-0001", "--reason", "asked the registrar", "--root", scratch.path, "--quiet")
    }

    /// Every point the program passes, in order, each with how often it has been passed by then.
    func points() throws -> [FaultCell] { try points { environment in try run(environment) } }

    /// As `points`, of another command.
    func points(_ body: ([String: String]) throws -> Program.Outcome) throws -> [FaultCell] {
        let outcome = try body(["EXCHANGE_FP_LOG": scratch.at("points")])
        try #require(outcome.status == 0 || outcome.status == 1, "\(outcome.output) \(outcome.errors)")
        var passes: [String: Int] = [:]
        return (scratch.text("points") ?? "").split(separator: "\n").map { name in
            passes[String(name), default: 0] += 1
            return FaultCell(point: String(name), nth: passes[String(name), default: 0])
        }
    }

    /// The last delivered load, if the profile's feed keeps one.
    func load() throws -> [UInt8]? {
        let workspace = try Workspace(scratch.at("state/example"))
        let ledger = try Auditor.ledger(scratch.at("state/example/ledger.sqlite"), "example")
        defer { ledger.close() }
        guard let text = try ledger.entry(SampleRoot.profile, "baseline") else { return nil }
        var bytes: [UInt8] = []
        let found = try BaselineShelf(workspace: workspace, profile: SampleRoot.profile).load(recorded: text, ledger)
        try found.file.eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        return bytes
    }

    var delivered: [String] { place?.names("sis") ?? scratch.names("places/alma/sis") }
    /// What the receiver has under final names.
    var digests: [String: ContentDigest] {
        var digests: [String: ContentDigest] = [:]
        for name in delivered where !name.hasPrefix(".") {
            digests[name] = received("sis/\(name)").map(SHA256.digest(of:))
        }
        return digests
    }
    func received(_ path: String) -> [UInt8]? { place?.files.bytes(path) ?? scratch.bytes("places/alma/\(path)") }
    var done: [String] { scratch.names("places/campus/done") }
    var waiting: [String] { scratch.names("places/campus/outgoing") }

    /// Copies of people's data that a run left in its folder, beyond the rejects, the changes, cover sheets and the report.
    var copies: [String] {
        scratch.names("state/example/runs").flatMap { run in
            scratch.names("state/example/runs/\(run)/in") + scratch.names("state/example/runs/\(run)/out")
        }.filter { name in !["rejects", "changes", "cover"].contains { name.hasPrefix($0) } }
    }
}

/// One point of a run at which the machine fails.
struct FaultCell: Hashable, CustomStringConvertible {
    let point: String
    let nth: Int

    var description: String { "\(point):\(nth)" }
}
