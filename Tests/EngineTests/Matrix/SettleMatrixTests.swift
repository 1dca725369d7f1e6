import Glibc
import Ledger
import ServerKit
import Testing

@testable import Engine

/// The real program, ended at every point by name while it carries out a person's decision about what is in doubt.
@Suite struct `The program on a delivery in doubt` {
    @Test(arguments: ["--delivered", "--not-delivered"])
    func `does what was decided once, whichever point it is killed at`(answer: String) throws {
        let undisturbed = try root()
        let cells = try undisturbed.points { environment in try settle(undisturbed, answer, environment) }
        #expect(Set(cells.map(\.point)).isSuperset(of: ["settle.decided", "settle.settled", "ledger.commit.after"]))
        let (drawn, seed) = KillWalk.oneOfEachName(cells)
        for cell in drawn {
            let root = try root()
            let killed = try settle(root, answer, ["EXCHANGE_FP": "\(cell):kill"])
            let about: Comment = "\(answer), seed \(seed), killed at \(cell)"
            #expect(killed.status == 137, "\(about): \(killed.output)")
            // Decided already or not yet: either way the same word again does no harm, and the run ends it.
            let again = try settle(root, answer, [:])
            #expect([0, 1, 64].contains(again.status), "\(about): \(again.output) \(again.errors)")
            let last = try root.run()
            #expect([0, 1, 3].contains(last.status), "\(about): \(last.output) \(last.errors)")
            #expect(try root.run().status == 3, about)
            #expect(root.digests == undisturbed.digests && root.delivered == undisturbed.delivered, about)
            #expect(root.done == ["people_20261121.csv"] && root.waiting.isEmpty, about)
            let ledger = try Auditor.ledger(root.scratch.at("state/example/ledger.sqlite"), "example")
            defer { ledger.close() }
            #expect(try ledger.audit(of: "26-0001").count { $0.event.contains("in doubt -> ") } == 1, about)
            if answer == "--not-delivered" {
                try Auditor(ledger, about).check { name in root.scratch.bytes("places/alma/\(name)") }
            }
        }
        print("kill cells: sample, settled \(answer): \(drawn.count) kills, \(cells.count) points passed undisturbed")
    }

    /// The intent is recorded, and somebody has swept the temporary file, or taken what was renamed: nobody can see which.
    private func root() throws -> SampleRoot {
        let root = try SampleRoot()
        let connections = try #require(root.scratch.text("Profiles/connections.yaml"))
        try root.scratch.write(
            "Profiles/connections.yaml", connections.replacing("temp_safe: yes ", with: "temp_safe: no "))
        #expect(try root.run(["EXCHANGE_FP": "deliver.intended:1:kill"]).status == 137)
        for name in root.delivered { unlink(root.scratch.at("places/alma/sis/\(name)")) }
        let doubtful = try root.run()
        try #require(doubtful.output.contains("in doubt"), "\(doubtful.status) \(doubtful.output) \(doubtful.errors)")
        return root
    }

    private func settle(_ root: SampleRoot, _ answer: String, _ environment: [String: String]) throws -> Program.Outcome
    {
        try Program(Repository.debugBinary, environment: environment).run(
            "settle", "26-0001/1", answer, "--reason", "asked the registrar", "--root", root.scratch.path, "--quiet")
    }
}
