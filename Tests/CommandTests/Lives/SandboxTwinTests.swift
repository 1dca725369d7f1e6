import Foundation
import Machine
import ServerKit
import Testing

/// Production and its sandbox, side by side: nothing of the one is ever the other's.
@Suite struct SandboxTwinTests {
    private static let twin = "sis-import@sandbox"

    /// Every file of one side, with its bytes: deliveries, loads, old problems, runs. `runs` are its run ids.
    private func side(_ nights: Nights, _ profile: String, _ place: String, runs: [String]) -> [String: Data] {
        let folders =
            ["places/\(place)", "state/example/baselines/\(profile)"] + runs.map { "state/example/runs/\($0)" }
        var found: [String: Data] = [:]
        for folder in folders {
            let path = nights.site.scratch.at(folder)
            for name in FileManager.default.enumerator(atPath: path)?.compactMap({ $0 as? String }) ?? [] {
                found["\(folder)/\(name)"] = FileManager.default.contents(atPath: "\(path)/\(name)")
            }
        }
        let problems = "state/example/problems/\(profile).json"
        found[problems] = FileManager.default.contents(atPath: nights.site.scratch.at(problems))
        return found
    }

    @Test func `each has its own numbers, loads, reports and deliveries`() throws {
        let nights = try Nights()
        try nights.give(21, Nights.ann, Nights.bob)
        #expect(try nights.run(21, profile: Self.twin).status == 0)
        #expect(nights.site.scratch.names("places/sandbox/sis") == ["people_1.zip"])
        #expect(nights.site.delivered.isEmpty && nights.site.waiting == ["people_21.csv"])
        let sandbox = side(nights, Self.twin, "sandbox", runs: ["26-0001"])
        let real = try nights.run(21)
        #expect(real.status == 0 && real.text.contains("First load of this profile"), "\(real.text)")
        #expect(nights.site.delivered == ["people_1.zip"], "its sequence begins at 1, too")
        #expect(nights.site.scratch.names("places/campus/done") == ["people_21.csv"])
        #expect(side(nights, Self.twin, "sandbox", runs: ["26-0001"]) == sandbox, "not a byte of the sandbox's changed")
        #expect(nights.loads() == ["26-0002"] && nights.loads(Self.twin) == ["26-0001"])

        let production = side(nights, "sis-import", "alma", runs: ["26-0002"])
        try nights.give(22, Nights.bob, Nights.cai)
        let trial = try nights.run(22, profile: Self.twin)
        #expect(trial.status == 0 && trial.text.contains("against run 26-0001\n"), "\(trial.text)")
        #expect(nights.site.scratch.names("places/sandbox/sis") == ["people_1.zip", "people_2.zip"])
        #expect(side(nights, "sis-import", "alma", runs: ["26-0002"]) == production)
        let next = try nights.run(22)
        #expect(next.status == 0 && next.text.contains("against run 26-0002\n"), "\(next.text)")
        #expect(nights.site.delivered == ["people_1.zip", "people_2.zip"])
        #expect(try nights.users(2) == nights.users(2, "places/sandbox/sis"), "and both came to the same")
    }

    @Test func `each is asked for by its own name, and answers for itself`() throws {
        let nights = try Nights()
        try nights.give(21, Nights.ann)
        try nights.run(21, profile: Self.twin)
        try nights.run(21)
        #expect(try nights.site.run("report", "sis-import").output.hasPrefix("DONE  sis-import  run 26-0002"))
        #expect(try nights.site.run("report", Self.twin).output.hasPrefix("DONE  sis-import@sandbox  run 26-0001"))
        for (profile, mine, other) in [("sis-import", "26-0002", "26-0001"), (Self.twin, "26-0001", "26-0002")] {
            let history = try nights.site.run("history", profile).output
            #expect(history.contains(mine) && !history.contains(other), "\(history)")
        }
    }

    @Test func `neither waits for the other's lock`() throws {
        let nights = try Nights()
        try nights.give(21, Nights.ann)
        try nights.site.scratch.folder("state/example/locks")
        var lock: ExclusiveLock? = try ExclusiveLock(nights.site.scratch.at("state/example/locks/sis-import.lock"))
        #expect(try nights.run(21, profile: Self.twin).status == 0)
        #expect(try nights.site.run("run", "sis-import").status == 75)
        lock = try ExclusiveLock(nights.site.scratch.at("state/example/locks/sis-import@sandbox.lock"))
        #expect(try nights.run(21).status == 0)
        #expect(try nights.site.run("run", Self.twin).status == 75)
        #expect(lock != nil)
    }

    @Test func `what the sandbox holds is released there, and nowhere else`() throws {
        let nights = try Nights(sandboxGuards: "{min_records: 3}")
        try nights.give(21, Nights.ann, Nights.bob)
        #expect(try nights.run(21).status == 0)
        try nights.give(22, Nights.bob, Nights.cai)
        let production = side(nights, "sis-import", "alma", runs: ["26-0001"])
        let held = try nights.run(22, profile: Self.twin)
        #expect(held.status == 2 && held.report.headline.contains("'guard: min_records' asks for 3"))
        #expect(nights.site.scratch.names("places/sandbox/sis").isEmpty)
        let sent = try nights.site.run("release", held.report.run, "--reason", "a trial", "--json")
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(try ReportDocument(sent.output).profile == Self.twin)
        #expect(nights.site.scratch.names("places/sandbox/sis") == ["people_1.zip"])
        #expect(side(nights, "sis-import", "alma", runs: ["26-0001"]) == production)
        #expect(nights.site.waiting == ["people_22.csv"], "the file is production's to take")
        let next = try nights.run(22)
        #expect(next.status == 0 && next.text.contains("against run 26-0001\n"), "\(next.text)")
    }

    @Test func `what production holds is not overtaken by the sandbox`() throws {
        let nights = try Nights(
            guards: "guard: {min_records: 3}\n", sandboxGuards: "{min_records: 1}")
        try nights.give(21, Nights.ann, Nights.bob)
        let held = try nights.run(21)
        #expect(held.status == 2)
        #expect(try nights.run(22, profile: Self.twin).status == 0)
        let sent = try nights.site.run("release", held.report.run, "--reason", "few people in the break")
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(nights.site.delivered == ["people_1.zip"] && nights.loads() == [held.report.run])
    }
}
