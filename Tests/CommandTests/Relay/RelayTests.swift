import Foundation
import ServerKit
import Testing

/// Files as they are, carried by the program an operator runs.
@Suite struct RelayTests {
    private static let profile = """
        feed: file-relay
        from: {connection: campus, folder: outgoing, files: "*", settle: 0s, after: move, after_folder: done}
        to: {connection: alma, folder: sis, name: "{name}"}

        """

    private func bytes(_ number: Int, _ size: Int) -> [UInt8] {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<size).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    @Test func `many files arrive, each byte for byte under its name, and none twice`() throws {
        let site = try Site(profile: Self.profile)
        let count = 200
        for number in 0..<count { try site.give(bytes(number, 20 << 10), as: "file \(number).bin") }
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0, "\(outcome.errors) \(report.headline)")
        #expect(report.counts.read == count && report.counts.accepted == count && report.counts.balance)
        #expect(site.everythingAtTarget.count == count && site.waiting.isEmpty)
        for number in 0..<count {
            let found = site.scratch.bytes("\(Site.target)/file \(number).bin")
            #expect(found == bytes(number, 20 << 10), "file \(number).bin")
        }
        #expect(try site.carry().outcome.status == 3)
        #expect(site.scratch.names("state/example/runs/\(report.run)") == ["conversion.json", "report.json"])
    }

    @Test func `more files arrive than a process may have open`() throws {
        let site = try Site(profile: Self.profile)
        for number in 0..<1000 { try site.give(bytes(number, 100), as: "\(number)") }
        let shell = Program("/bin/sh", environment: ["EXCHANGE_ROOT": site.root])
        let line = "ulimit -n 256 && exec '\(Repository.binary)' run sis-import --as-of \(Site.clock) --json"
        let outcome = try shell.run("-c", line)
        #expect(outcome.status == 0, "\(outcome.output.suffix(2000)) \(outcome.errors)")
        #expect(site.everythingAtTarget.count == 1000 && site.waiting.isEmpty)
    }

    @Test func `what is said of guards is what can happen to files`() throws {
        let site = try Site(profile: Self.profile)
        let plain = try site.run("profiles", "explain", "sis-import").output
        #expect(!plain.contains("last one") && !plain.contains("guard.max_fall_percent") && !plain.contains("is held"))
        try site.scratch.write("Profiles/sis-import.yaml", Self.profile + "guard: {min_records: 3, group_floor: 5}\n")
        let guarded = try site.run("profiles", "explain", "sis-import").output
        #expect(guarded.contains("held for a person if fewer than 3 files would be delivered."), "\(guarded)")
        #expect(guarded.contains("exchange release") && guarded.contains("guard.group_floor"))
        #expect(!guarded.contains("guard.max_gone_percent"))
    }

    @Test func `part of the files is sent where that is asked for, and all of them stay`() throws {
        let site = try Site(profile: Self.profile)
        for name in ["a.txt", "b.txt", "c.txt"] { try site.give("of \(name)", as: name) }
        let (outcome, report) = try site.carry("--only", "b.txt")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(site.delivered == ["b.txt"] && site.waiting.count == 3)
        #expect(report.counts.filtered == 2)
    }

    @Test(arguments: HostileZip.all.filter { $0.code?.hasPrefix("zip.") == true })
    func `a zip that means harm is refused as a whole, and stays where it is`(_ zip: HostileZip) throws {
        let site = try Site(profile: "unzip: flat\n" + Self.profile)
        try zip.make(site.scratch.at("\(Site.pickup)/vendor.zip"))
        let (outcome, report) = try site.carry()
        #expect(outcome.status == zip.exit && report.fault?.code == zip.code, "\(report.headline)")
        #expect(site.everythingAtTarget.isEmpty && site.waiting == ["vendor.zip"])
        #expect(site.scratch.names("state/example/runs/\(report.run)").allSatisfy { $0 != "in" && $0 != "out" })
    }

    @Test func `names and programs that cannot be are found before anything runs`() throws {
        let profile = Self.profile.replacingOccurrences(of: "{name}", with: "{name}_{date}")
        let loop = Self.profile.replacingOccurrences(
            of: "connection: alma, folder: sis, name: \"{name}\"",
            with: "connection: campus, folder: outgoing, name: \"{stem}_new{ext}\"")
        for (text, word) in [
            ("zip: one\n" + profile, "'{name}' is not filled in here"), (loop, "pick up its own deliveries"),
            (Self.profile + "transformers: [{program: transformers/x}]\n", "looks into no file"),
        ] {
            let said = try Site(profile: text).run("profiles", "check")
            #expect(said.status == 7 && (said.output + said.errors).contains(word), "\(said.output)\(said.errors)")
        }
        #expect(try Site(profile: profile).run("profiles", "check").status == 0)
    }

    @Test func `the profile that is shipped is whole, and says what it does`() throws {
        let site = try Site(profile: try Checkout.text("Profiles/file-relay.yaml"))
        let check = try site.run("profiles", "check")
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        let explained = try site.run("profiles", "explain", "sis-import").output
        #expect(explained.contains("Each file is delivered as it is, byte for byte."))
        #expect(explained.contains("'{stem}_{date}{ext}'"))
    }
}
