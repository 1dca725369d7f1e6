import Foundation
import Glibc
import ServerKit

/// A root whose profile carries from one server to another: `campus` and `alma` as in the shipped configuration,
/// with `outgoing` and `done` on the one and `sis` on the other.
final class FarSite {
    let scratch: Scratch
    let source: FarPlace
    let target: FarPlace
    let program: Program
    private let binary: String

    /// `binary`: another than an operator's.
    init(_ source: FarPlace, _ target: FarPlace, profile: String, binary: String = Repository.binary) throws {
        scratch = try Scratch()
        self.source = source
        self.target = target
        self.binary = binary
        program = Program(binary, environment: ["EXCHANGE_ROOT": scratch.path])
        try scratch.write("Profiles/institutions.yaml", Checkout.text("Profiles/institutions.yaml"))
        try scratch.write("Profiles/sis-import.yaml", profile)
        try connect(source, target)
        for (place, folders) in [(source, ["outgoing", "done"]), (target, ["sis"])] {
            for name in folders { place.make(name) }
        }
    }

    /// Writes the connections anew.
    func connect(_ source: FarPlace, _ target: FarPlace) throws {
        try scratch.write(
            "Profiles/connections.yaml",
            "connections:\n" + source.connection("campus", in: scratch) + target.connection("alma", in: scratch))
    }

    func give(_ bytes: [UInt8], as name: String) throws { try source.files.write("outgoing/\(name)", bytes) }

    func run(_ arguments: String...) throws -> Program.Outcome { try program.run(arguments) }

    /// `exchange run sis-import` at a fixed time, and its report.
    func carry() throws -> (outcome: Program.Outcome, report: ReportDocument) {
        let outcome = try program.run(["run", "sis-import", "--as-of", Site.clock, "--json"])
        return (outcome, try ReportDocument(outcome.output))
    }

    /// The same run, with the process killed once so many files stand at the target; nil where it was done before.
    func carry(killedAfter files: Int) throws -> Int? {
        let process = try KeptProcess(
            binary, ["run", "sis-import", "--as-of", Site.clock, "--quiet"], log: scratch.at("log"),
            environment: ["EXCHANGE_ROOT": scratch.path])
        defer { process.end() }
        while process.isRunning {
            let there = arrived.count
            if there >= files, kill(process.server, SIGKILL) == 0 { return there }
            usleep(2000)
        }
        return nil
    }

    var waiting: [String] { source.names("outgoing") }
    var done: [String] { source.names("done") }
    /// Everything at the target, temporary files as well.
    var arrived: [String] { target.names("sis") }
    func bytes(_ name: String) -> [UInt8]? { target.files.bytes("sis/\(name)") }
}
