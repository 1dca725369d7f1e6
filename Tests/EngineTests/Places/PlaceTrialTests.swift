import Exchange
import Synchronization
import Testing
import Transports

@testable import Engine

@Suite struct `Trying a connection` {
    private let given: PlaceDeskGiven
    private let place = ToldPlace()

    init() throws {
        given = try PlaceDeskGiven()
        place.memory.makeFolder("sis")
    }

    private func order(_ files: String = "*.csv", writing: [String] = ["sis"]) throws -> TrialOrder {
        let plan = PickupPlan(
            connection: "campus", transport: ToldTransport(place), folder: "out",
            files: FileChoice(try #require(FilePattern(files))))
        return TrialOrder(readings: [TrialOrder.Reading("sis-import", plan)], writings: writing)
    }

    @Test func `says in one line what works`() throws {
        place.behave {
            $0.facts = [PlaceFact("host key", "ssh-ed25519 SHA256:abc")]
            $0.rule = "pinned"
            $0.free = 41_234_567_890
            $0.abilities.insert(.freeSpace)
        }
        let now = given.time.now
        place.behave { $0.modified = Moment(seconds: now.seconds + 2) }
        for name in ["a.csv", "b.csv.old", "c.txt"] { place.memory.put("out/\(name)", [1]) }
        let outcome = given.trial(ToldTransport(place)).carryOut(try order())
        #expect(
            outcome.phrases.joined(separator: ", ")
                == "key ed25519 pinned, login ok, 1 file waiting, write+rename+delete ok in sis, clock skew 2 s, 41 GB free"
        )
        #expect(outcome.fault == nil)
        #expect(place.memory.paths == ["out/a.csv", "out/b.csv.old", "out/c.txt"], "nothing of ours stays")
    }

    @Test func `goes on as far as it can`() throws {
        let outcome = given.trial(ToldTransport(place)).carryOut(try order(writing: ["gone", "sis"]))
        #expect(outcome.steps.filter { $0.fault != nil }.map(\.name) == ["read out", "write gone"])
        #expect(outcome.phrases.contains("write+rename+delete ok in sis"))
        #expect(outcome.fault?.code == .placeMissing)
    }

    @Test func `ends where nobody can log in`() throws {
        place.behave { $0.refusesLogin = true }
        let outcome = given.trial(ToldTransport(place)).carryOut(try order())
        #expect(outcome.steps.map(\.name) == ["login"] && outcome.fault?.code == .placeLogin)
    }

    @Test(arguments: ["stat", "rename", "fetch", "store"])
    func `leaves no file behind, wherever the conversation breaks`(_ verb: String) throws {
        place.memory.makeFolder("out")
        place.behave { $0.breaksAt = verb }
        let outcome = given.trial(ToldTransport(place)).carryOut(try order())
        #expect(outcome.fault?.code == .placeLost)
        #expect(place.memory.paths.isEmpty)
        #expect(place.connects.withLock { $0 } == 2, "once more, to clear up")
    }

    @Test func `finds a server that gives back other bytes`() throws {
        place.memory.makeFolder("out")
        place.behave { $0.corrupts = true }
        let outcome = given.trial(ToldTransport(place)).carryOut(try order())
        #expect(outcome.fault?.code == .trialCheck && place.memory.paths.isEmpty)
    }

    @Test func `writes nowhere but where it was told to`() throws {
        place.memory.makeFolder("out")
        let outcome = given.trial(ToldTransport(place)).carryOut(try order(writing: []))
        #expect(outcome.fault == nil)
        #expect(!outcome.steps.contains { $0.name.hasPrefix("write") })
    }

    @Test func `tells of drift and of what is weak`() throws {
        place.memory.makeFolder("out")
        place.behave { $0.facts = [PlaceFact("banner", "OpenSSH_8.9")] }
        _ = given.trial(ToldTransport(place)).carryOut(try order())
        place.behave {
            $0.facts = [PlaceFact("banner", "OpenSSH_9.6")]
            $0.remarks = ["Legacy algorithms are allowed until 2027-01-01."]
        }
        let outcome = given.trial(ToldTransport(place)).carryOut(try order())
        #expect(outcome.remarks.count == 2 && outcome.remarks[0].contains("banner OpenSSH_8.9 → OpenSSH_9.6"))
    }
}
