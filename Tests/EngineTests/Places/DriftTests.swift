import Exchange
import Testing

@testable import Engine

@Suite struct `Drift of a server` {
    private let first = CivilDate(daysSince1970: 20_000)
    private let later = CivilDate(daysSince1970: 20_009)

    @Test func `is told once, with both values and since when`() throws {
        let given = try PlaceDeskGiven()
        let drift = Drift(given.shelf(), of: "campus")
        let old = [PlaceFact("banner", "OpenSSH_8.9"), PlaceFact("clock skew", "2 s", isSteady: false)]
        #expect(try drift.compare(old, on: first).isEmpty, "what was not known is learned")
        let new = [PlaceFact("banner", "OpenSSH_9.6"), PlaceFact("clock skew", "9 s", isSteady: false)]
        let changes = try drift.compare(new, on: later)
        #expect(
            drift.sentence(changes)
                == "The server of 'campus' is not what it was on \(first): banner OpenSSH_8.9 → OpenSSH_9.6.")
        #expect(try drift.compare(new, on: later).isEmpty)
        #expect(try drift.last("banner")?.value == "OpenSSH_9.6")
    }

    @Test func `is none where two servers behind one address take turns`() throws {
        let given = try PlaceDeskGiven()
        let drift = Drift(given.shelf(), of: "campus")
        for banner in ["A", "B"] { _ = try drift.compare([PlaceFact("banner", banner)], on: first) }
        for banner in ["A", "B", "A", "B"] {
            #expect(try drift.compare([PlaceFact("banner", banner)], on: later).isEmpty)
        }
        #expect(try drift.compare([PlaceFact("banner", "C")], on: later).map(\.before) == ["B"])
    }

    @Test func `keeps one short line of what a server says`() throws {
        let given = try PlaceDeskGiven()
        let drift = Drift(given.shelf(), of: "campus")
        let hostile = "x\n2020-01-01 forged\u{1B}[2J" + String(repeating: "y", count: 5000)
        _ = try drift.compare([PlaceFact("banner", hostile)], on: first)
        let kept = try #require(try drift.last("banner"))
        #expect(kept.value.count == 300 && kept.value.hasPrefix("x\\n2020-01-01 forged\\u{1B}"))
        #expect(try drift.compare([PlaceFact("banner", hostile)], on: later).isEmpty)
    }
}
