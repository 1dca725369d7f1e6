import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// `Tests/Disks` for a short time: the real program on disks that fail, or have no room.
@Suite(.serialized) struct `The program on a bad disk` {
    /// The table, and what is not clean. The seed is drawn, and stands in what it says.
    private func prove(_ options: String..., binary: String = Repository.debugBinary) throws -> Program.Outcome {
        let proof = "\(Repository.path)/Tests/Disks/disks.py"
        return try Program("/usr/bin/python3").run([proof, "--binary", binary, "--minutes", "1"] + options)
    }

    private func demandClean(_ outcome: Program.Outcome) {
        print(outcome.output)
        #expect(outcome.status == 0, "\(outcome.errors) \(outcome.output)")
        #expect(!outcome.output.contains("SKIPPED"), "\(outcome.output)")
    }

    @Test func `row 6: whose flushes fail ends with a fault, flushes no such file again, and delivers once`() throws {
        demandClean(try prove("--only", "below", "--operation", "flush", "--sample", "30"))
    }

    @Test func `whose n-th operation fails, once or for ever, below SQLite too, says so and delivers once`() throws {
        demandClean(try prove("--only", "below", "--sample", "40"))
    }

    @Test func `whose fault points fail, once or for ever, says so and delivers once`() throws {
        demandClean(try prove("--only", "points", "--sample", "30"))
    }

    @Test func `row 4: without room for its state sends nothing, and goes on once there is some`() throws {
        demandClean(try prove("--only", "small state", "--sample", "10"))
    }

    /// A file system in a file: only root may mount one.
    @Test(.enabled(if: getuid() == 0))
    func `row 4: without room at the receiver shows no part of a file, and goes on once there is some`() throws {
        demandClean(try prove("--only", "small receiver", "--sample", "4"))
    }

    @Test func `is seen through where it claims what it has not done`() throws {
        let scratch = try Scratch()
        try scratch.write(
            "careless", "#!/bin/sh\n'\(Repository.debugBinary)' \"$@\"\nif [ $? = 3 ]; then exit 3; fi\nexit 0\n")
        try Folder.openAnywhere(scratch.at("careless")).setMode(0o755)
        let outcome = try prove(
            "--only", "below", "--operation", "flush", "--sample", "10", binary: scratch.at("careless"))
        #expect(
            outcome.status == 1 && outcome.output.contains("claimed to be done"), "\(outcome.output) \(outcome.errors)")
    }
}
