import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// Disks without room: a small one of memory, mounted for one process and gone with it.
@Suite struct FullDiskTests {
    /// Mounts `size` at the folder `$2`, runs, says what stands there, makes room, runs again, says it again.
    private static let script = """
        mount -t tmpfs -o size=$1 none "$2" || exit 99
        shift; place=$1; shift
        "$@"; first=$?
        echo; echo "FIRST $first"; ls -A "$place"; echo END
        mount -o remount,size=16m "$place" || exit 99
        "$@" --quiet; second=$?
        echo; echo "SECOND $second"; ls -A "$place"; echo END
        """

    private func run(_ site: Site, _ size: Int, at folder: String) throws -> Program.Outcome {
        // Who is not root may still mount in a world of his own.
        let shell = Program("/usr/bin/unshare", environment: ["EXCHANGE_ROOT": site.root])
        return try shell.run(
            [geteuid() == 0 ? "-m" : "-rm", "/bin/sh", "-c", Self.script, "sh", String(size), site.scratch.at(folder)]
                + [Repository.binary, "run", "sis-import", "--as-of", Site.clock])
    }

    @Test func `row 4: a target without room publishes nothing, and the same run goes on once there is some`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        let outcome = try run(site, 8192, at: Site.target)
        let parts = outcome.output.components(separatedBy: "FIRST ")
        try #require(parts.count == 2, "\(outcome.errors)")
        #expect(parts[0].contains("The disk is full"), "\(outcome.output)")
        #expect(parts[0].contains("[place.full]"))
        #expect(parts[0].contains("run 26-0001"))
        let later = parts[1].components(separatedBy: "SECOND ")
        #expect(later[0].hasPrefix("6\n"))
        #expect(!later[0].contains(".zip\nEND"), "nothing stands under a final name: \(later[0])")
        #expect(later[1].hasPrefix("1\npeople_20261121_26-0001.zip\nEND"), "\(later[1])")
        #expect(site.waiting.isEmpty)
        #expect(site.scratch.names("places/campus/done") == ["people_1.csv"])
    }

    @Test(arguments: [4096, 65_536, 131_072, 176_128, 196_608])
    func `row 4 and 5: a state folder without room loses nothing`(_ size: Int) throws {
        let site = try Site()
        try site.give(try Site.sample())
        try site.scratch.folder("state")
        let outcome = try run(site, size, at: "state")
        let parts = outcome.output.components(separatedBy: "FIRST ")
        try #require(parts.count == 2, "\(outcome.errors)")
        let later = parts[1].components(separatedBy: "SECOND ")
        let said = parts[0] + outcome.errors
        #expect(later[0].hasPrefix("8\n"), "\(later[0])\(said)")
        // SQLite cannot always tell a full disk from a broken one; the remedy sends people to the disk all the same.
        #expect(said.contains("disk is full") || said.contains("Check the disk"), "\(said)")
        #expect(said.contains("-> "))
        #expect(later[1].hasPrefix("1\n"), "\(later[1])\(outcome.errors)")
        #expect(site.delivered.count == 1)
        #expect(site.everythingAtTarget == site.delivered)
        #expect(site.scratch.names("places/campus/done") == ["people_1.csv"])
    }
}
