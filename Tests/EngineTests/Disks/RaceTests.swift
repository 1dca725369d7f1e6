import ServerKit
import Testing

/// `Tests/Disks/races.py` for a short time: two processes of the real program at once.
@Suite struct `Two processes on one root` {
    @Test func `row 22: deliver each file once, whoever is stopped, robbed of its lock and goes on`() throws {
        let outcome = try Program("/usr/bin/python3").run(
            "\(Repository.path)/Tests/Disks/races.py", "--binary", Repository.debugBinary, "--races", "32",
            "--minutes", "1")
        print(outcome.output)
        #expect(outcome.status == 0, "\(outcome.errors) \(outcome.output)")
    }
}
