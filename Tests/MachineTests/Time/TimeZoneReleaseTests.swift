import ServerKit
import Testing

@testable import Machine

/// How old the machine's time zones are.
@Suite struct TimeZoneReleaseTests {
    @Test func `the first line of the database names its release`() throws {
        let found = try #require(TimeZoneRelease(firstLine: Array("# version 2025b".utf8)))
        #expect(found.description == "2025b" && found.year == 2025)
    }

    @Test(arguments: ["", "# version", "# version x", "2025b", "# version 1b", "# version 2025b more"])
    func `another line names none`(_ line: String) {
        #expect(TimeZoneRelease(firstLine: Array(line.utf8)) == nil)
    }

    @Test func `it is read from the folder of zones`() throws {
        let scratch = try Scratch()
        #expect(TimeZoneRelease.installed(in: scratch.path) == nil)
        try scratch.write("tzdata.zi", "# version 2024a\n# This zic input file is in the public domain.\n")
        #expect(TimeZoneRelease.installed(in: scratch.path)?.year == 2024)
    }
}
