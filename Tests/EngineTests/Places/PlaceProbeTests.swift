import Exchange
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `Probing a place` {
    private let given: PlaceDeskGiven
    private let place = ToldPlace()

    init() throws {
        given = try PlaceDeskGiven()
        place.memory.makeFolder("sis")
    }

    private func probe(_ transport: (any Transport)? = nil) throws -> [String: String] {
        let time = given.time
        let probe = PlaceProbe("campus", transport ?? ToldTransport(place), given.visits, now: { time.now })
        let found = try probe.carryOut(in: "sis")
        #expect(found.left.isEmpty)
        return Dictionary(found.facts.map { ($0.name, $0.value) }) { first, _ in first }
    }

    @Test func `finds a sound server sound, and leaves nothing`() throws {
        let facts = try probe()
        #expect(facts["rename onto a file"] == "refused" && facts["replacing a file"] == "yes")
        #expect(facts["upper and lower case"] == "different names")
        #expect(facts["names that begin with a dot"] == "listed")
        #expect(facts["a name with a blank"] == "kept" && facts["longest name"] == "255 bytes")
        // Names in memory are texts, and to Swift both spellings are equal: a server like some there are.
        #expect(facts["a name with ü as two characters"] == "the same name as another spelling")
        #expect(place.memory.paths.isEmpty)
    }

    @Test func `finds what a real folder of this machine can do`() throws {
        try given.scratch.folder("place/sis")
        let facts = try probe(LocalTransport(folder: given.scratch.at("place")))
        #expect(facts["rename onto a file"] == "refused" && facts["replacing a file"] == "yes")
        #expect(facts["time of files"] == "parts of a second" && facts["longest name"] == "255 bytes")
        for kind in ["ü as one character", "ü as two characters", "a blank", "a semicolon"] {
            #expect(facts["a name with \(kind)"] == "kept")
        }
        #expect(given.scratch.names("place/sis").isEmpty)
    }

    @Test func `finds a server out that overwrites, folds case and hides names`() throws {
        place.behave {
            $0.replacesSilently = true
            $0.foldsCase = true
            $0.hidesDots = true
            $0.abilities = [.remote]
        }
        let facts = try probe()
        #expect(facts["rename onto a file"] == "replaces it")
        #expect(facts["upper and lower case"] == "the same name")
        #expect(facts["names that begin with a dot"] == "not listed")
        let advice = ProbeAdvice.lines(facts.map { PlaceFact($0.key, $0.value) })
        #expect(advice.contains { $0.contains("'conflict: version'") })
        #expect(advice.contains { $0.contains("capitals") })
        #expect(place.memory.paths.isEmpty)
    }

    @Test func `says where it could not go on, and clears up behind itself`() throws {
        place.behave { $0.breaksAt = "list" }
        let facts = try probe()
        #expect(facts["probe"]?.contains("hung up") == true)
        #expect(facts["rename onto a file"] == "refused", "what was learned before stays")
        #expect(place.memory.paths.isEmpty)
    }

    @Test func `fails where nothing can be written`() throws {
        let time = given.time
        let probe = PlaceProbe("campus", ToldTransport(place), given.visits, now: { time.now })
        let fault = #expect(throws: Fault.self) { _ = try probe.carryOut(in: "gone") }
        #expect(fault?.code == .placeMissing)
    }

    @Test func `advises against going by the times of a server whose clock is wrong`() {
        #expect(ProbeAdvice.lines([PlaceFact("clock skew", "-3,600 s")]).count == 1)
        #expect(ProbeAdvice.lines([PlaceFact("clock skew", "2 s")]).isEmpty)
    }
}
