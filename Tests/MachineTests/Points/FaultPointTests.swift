import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// The debug program is told to fail; this process is not.
@Suite struct `A fault point` {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("Profiles/institutions.yaml", "default: x\ninstitutions:\n  x:\n    zone: UTC\n")
        try scratch.write(
            "Profiles/connections.yaml",
            "connections:\n  in: {scheme: local, path: in}\n  out: {scheme: local, path: out}\n")
        try scratch.write(
            "Profiles/p.yaml",
            """
            feed: sis-users
            from: {connection: in, files: "*.csv", settle: 0}
            to: {connection: out, name: "u_{run}.zip"}
            fields: {primary_id: ID}
            """)
        try scratch.write("in/a.csv", "ID\n1\n")
        try scratch.folder("out")
    }

    private func run(_ traps: String? = nil) throws -> Program.Outcome {
        var environment = ["EXCHANGE_FP_LOG": scratch.at("points")]
        environment["EXCHANGE_FP"] = traps
        return try Program(Repository.debugBinary, environment: environment).run("run", "p", "--root", scratch.path)
    }

    private var points: [String] { (scratch.text("points") ?? "").split(separator: "\n").map(String.init) }

    @Test func `is logged each time it is passed`() throws {
        let outcome = try run()
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        let names = Set(points)
        #expect(names.isSuperset(of: ["file.create", "file.write", "file.fsync", "folder.rename", "folder.renamed"]))
        #expect(points.count > names.count && scratch.names("out").count == 1)
    }

    @Test func `kills the process at the pass it is told, and no other`() throws {
        _ = try run("file.create:2:kill")
        #expect(points.last == "file.create" && points.count { $0 == "file.create" } == 2)
        #expect(scratch.names("out") == [])
        #expect(try run().status == 0 && scratch.names("out").count == 1)
    }

    @Test func `dies by SIGKILL, as in a power cut`() throws {
        #expect(try run("file.create:1:kill").status == 128 + 9)
    }

    @Test func `fails the step with the number it is told`() throws {
        let outcome = try run("file.create:1:errno=\(ENOSPC)")
        #expect(outcome.status != 0 && (outcome.output + outcome.errors).contains("The disk is full"))
        #expect(try run("none:1:kill,file.fsync:1:errno=5,other").status != 0)
        #expect(try run().status == 0 && scratch.names("out").count == 1)
    }

    @Test func `with a plus fails each time from there on`() throws {
        // Before a run's own files, what stands beside the ledger is flushed: where that fails there is no run.
        let first = try (1...8).first { nth in
            _ = try run("file.fsync:\(nth):errno=\(EIO)")
            return !reports.isEmpty
        }
        let known = reports
        let nth = try #require(first)
        _ = try run("file.fsync:\(nth)+:errno=\(EIO)")
        #expect(reports == known)
        #expect(try run().status == 0 && scratch.names("out").count == 1)
    }

    /// Runs that left a report.
    private var reports: [String] {
        scratch.names("state/x/runs").filter { scratch.names("state/x/runs/\($0)").contains("report.json") }
    }

    @Test(arguments: [
        "", "nonsense", "file.create", "file.create:x:kill", "file.create:1:dance", "file.create:+:kill",
        "file.create:0:kill", ":::", ",,",
    ])
    func `that is told nonsense does nothing`(traps: String) throws { #expect(try run(traps).status == 0) }
}
