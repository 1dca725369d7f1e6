import Exchange
import Machine
import ServerKit
import Synchronization
import Testing

@testable import Engine

@Suite struct `What is remembered of a place` {
    @Test func `is there for the next process and is nobody else's`() throws {
        let given = try PlaceDeskGiven()
        try given.shelf().keep("channel", "openssh")
        #expect(try given.shelf().recall("channel") == "openssh")
        #expect(try given.shelf("alma").recall("channel") == nil)
        let file = try Folder.openAnywhere(given.scratch.at("state/places/campus.json"))
        #expect(try file.attributes().mode == 0o600)
        try given.shelf().keep("channel", nil)
        #expect(try given.shelf().recall("channel") == nil)
    }

    @Test func `cannot be damaged without anybody noticing`() throws {
        let given = try PlaceDeskGiven()
        try given.shelf().keep("host-keys", "ssh-ed25519 SHA256:abc")
        let whole = try #require(given.scratch.bytes("state/places/campus.json"))
        for damage in [[], Array(whole.dropLast(5)), Array("[]".utf8), [UInt8](repeating: 32, count: 300_000)] {
            try given.scratch.write("state/places/campus.json", damage)
            let fault = #expect(throws: Fault.self) { _ = try given.shelf().recall("host-keys") }
            #expect(fault?.code == .shelfDamaged && fault?.message.contains("places/campus.json") == true)
            #expect(throws: Fault.self) { try given.shelf().keep("host-keys", "ssh-ed25519 SHA256:evil") }
        }
        // Somebody copied another connection's file over it.
        try given.scratch.write("state/places/alma.json", whole)
        #expect(throws: Fault.self) { _ = try given.shelf("alma").recall("host-keys") }
    }

    @Test func `stays small, whatever a server says`() throws {
        let given = try PlaceDeskGiven()
        let fault = #expect(throws: Fault.self) {
            try given.shelf().keep("banner", String(repeating: "x", count: 100_000))
        }
        #expect(fault?.code == .shelfFull)
        #expect(try given.shelf().recall("banner") == nil)
    }

    @Test(arguments: ["../campus", "a/b", "", ".", "Universität", "x-1", String(repeating: "n", count: 300)])
    func `stands in one file of its own, whatever the connection is called`(_ name: String) throws {
        let given = try PlaceDeskGiven()
        try given.shelf(name).keep("a", "1")
        try given.shelf("campus").keep("a", "2")
        #expect(try given.shelf(name).recall("a") == "1")
        #expect(given.scratch.names("state/places").filter { $0.hasSuffix(".json") }.count == 2)
        #expect(given.scratch.names("state") == ["places"])
    }

    @Test func `is not lost when two write at once`() async throws {
        let given = try PlaceDeskGiven()
        let path = given.workspace.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let shelf = PlaceShelf(try Workspace(path), of: "campus") { WallClock.sleep(milliseconds: $0 / 10) }
                    for number in 0..<15 { try shelf.keep("\(writer) \(number)", "kept") }
                }
            }
            try await group.waitForAll()
        }
        for writer in 0..<4 {
            for number in 0..<15 { #expect(try given.shelf().recall("\(writer) \(number)") == "kept") }
        }
    }

    @Test func `waits for somebody who is writing, and says so when it takes too long`() throws {
        let given = try PlaceDeskGiven()
        try given.shelf().keep("a", "1")
        let lock = try ExclusiveLock(given.scratch.at("state/places/campus.lock"))
        let fault = #expect(throws: Fault.self) { try given.shelf().keep("a", "2") }
        #expect(fault?.code == .machineLocked && given.time.slept.reduce(0, +) == 10_000)
        withExtendedLifetime(lock) {}
    }
}

@Suite struct `A scratch folder` {
    @Test func `is its process's own and goes with it`() throws {
        let given = try PlaceDeskGiven()
        var first: Scratchpad? = try Scratchpad(given.workspace)
        let path = try #require(first?.path)
        #expect(path.hasPrefix(given.scratch.at("state/scratch/")))
        let second = try Scratchpad(given.workspace)
        #expect(second.path != path)
        #expect(given.scratch.names("state/scratch").count == 4, "the second has not swept the first's away")
        first = nil
        #expect(given.scratch.names("state/scratch").count == 2)
        withExtendedLifetime(second) {}
    }

    @Test func `that a killed process left is cleared up by the next one`() throws {
        let given = try PlaceDeskGiven()
        try given.scratch.write("state/scratch/abc/key", "secret")
        try given.scratch.write("state/scratch/abc.lock", "")
        let next = try Scratchpad(given.workspace)
        #expect(!given.scratch.names("state/scratch").contains { $0.hasPrefix("abc") })
        withExtendedLifetime(next) {}
    }
}
