import Exchange
import Machine
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `Carrying files by hand` {
    private let given: PlaceDeskGiven
    private let place = ToldPlace()

    init() throws {
        given = try PlaceDeskGiven()
        try given.scratch.folder("here")
        place.memory.makeFolder("out")
    }

    private var here: [String] { given.scratch.names("here") }

    private func session() throws -> any Session { try ToldTransport(place).connect(given.visits.visit("campus")) }

    private func get(_ paths: String..., name: String? = nil, replacing: Bool = false, check: CarryCheck = .size) throws
        -> [CarriedFile]
    {
        var files: [CarriedFile] = []
        let order = Getting.Order(
            paths, into: try Folder.open(given.scratch.at("here")), name: name, isReplacing: replacing,
            isFlushed: false,
            check: check)
        try Getting(session(), order).carryOut { files.append($0) }
        return files
    }

    private func put(_ names: String..., name: String? = nil, replacing: Bool = false, check: CarryCheck = .size) throws
        -> [CarriedFile]
    {
        var files: [CarriedFile] = []
        let order = Putting.Order(
            names.map { given.scratch.at("here/\($0)") }, to: "out", name: name, isReplacing: replacing, check: check)
        let again = { () throws(Fault) in try ToldTransport(place).connect(given.visits.visit("campus", isUrgent: true))
        }
        #expect(try Putting(session(), again: again, order).carryOut { files.append($0) } == [])
        return files
    }

    @Test(arguments: CarryCheck.allCases) func `there and back gives the same bytes`(_ check: CarryCheck) throws {
        let sizes = [0, 1, 255, 300_000]
        for size in sizes { try given.scratch.write("here/\(size).bin", (0..<size).map { UInt8($0 % 251) }) }
        #expect(try put("0.bin", "1.bin", "255.bin", "300000.bin", check: check).allSatisfy { $0.fault == nil })
        #expect(place.memory.paths == ["out/0.bin", "out/1.bin", "out/255.bin", "out/300000.bin"])
        try given.scratch.folder("here")
        for size in sizes {
            let files = try get("out/\(size).bin", name: "back-\(size)", check: check)
            #expect(files.map(\.bytes) == [size])
            #expect(given.scratch.bytes("here/back-\(size)") == given.scratch.bytes("here/\(size).bin"))
        }
        #expect(here.count == 8)
    }

    @Test func `takes what a pattern matches, hidden files only by name`() throws {
        for name in ["a.csv", "b.csv", ".c.csv", "d.txt"] { place.memory.put("out/\(name)", Array(name.utf8)) }
        #expect(try get("out/*.csv").map(\.from) == ["out/a.csv", "out/b.csv"])
        #expect(here == ["a.csv", "b.csv"])
        let fault = #expect(throws: Fault.self) { _ = try get("out/*.xml") }
        #expect(fault?.code == .carryNothing)
    }

    @Test func `overwrites nothing here without being told`() throws {
        place.memory.put("out/a.csv", [1])
        try given.scratch.write("here/a.csv", "mine")
        #expect(try get("out/a.csv").map(\.fault?.code) == [.carryExists])
        #expect(given.scratch.text("here/a.csv") == "mine")
        #expect(try get("out/a.csv", replacing: true).map(\.fault?.code) == [nil])
        #expect(given.scratch.bytes("here/a.csv") == [1])
    }

    @Test func `overwrites nothing there without being told`() throws {
        place.memory.put("out/a.csv", [1])
        try given.scratch.write("here/a.csv", "mine")
        #expect(try put("a.csv").map(\.fault?.code) == [.carryExists])
        #expect(place.memory.bytes("out/a.csv") == [1])
        #expect(try put("a.csv", replacing: true).map(\.fault?.code) == [nil])
        #expect(place.memory.bytes("out/a.csv") == Array("mine".utf8))
    }

    @Test func `lets one file fail and carries the others`() throws {
        place.memory.put("out/b", [1])
        let got = try get("out/a", "out/b", "out")
        #expect(Set(got.filter { $0.fault != nil }.map(\.from)) == ["out/a", "out"])
        #expect(here == ["b"])
        try given.scratch.write("here/c", "c")
        let sent = try put("missing", "c")
        #expect(sent.map(\.fault?.code) == [.machineMissing, nil] && place.memory.paths == ["out/b", "out/c"])
    }

    @Test(arguments: ["store", "fetch", "rename"])
    func `leaves no temporary file, wherever the conversation breaks`(_ verb: String) throws {
        try given.scratch.write("here/a", "aa")
        place.behave { $0.breaksAt = verb }
        let fault = #expect(throws: Fault.self) { _ = try put("a", replacing: true, check: .readback) }
        #expect(fault?.code == .placeLost && place.memory.paths.isEmpty)
        place.memory.put("out/b", [1])
        place.behave { $0.breaksAt = "fetch" }
        #expect(throws: Fault.self) { _ = try get("out/b") }
        #expect(here == ["a"])
    }

    @Test func `finds out what came or went wrong`() throws {
        place.memory.put("out/b", [1, 2, 3])
        place.behave { $0.corrupts = true }
        #expect(try get("out/b").map(\.fault?.code) == [.placeTruncated])
        try given.scratch.write("here/a", "aa")
        #expect(try put("a", check: .readback).map(\.fault?.code) == [.carryCheck])
        #expect(here == ["a"] && place.memory.paths == ["out/b"])
    }

    @Test func `refuses names that come twice`() throws {
        place.memory.put("out/a", [1])
        place.memory.put("other/a", [2])
        let fault = #expect(throws: Fault.self) { _ = try get("out/a", "other/a", replacing: true) }
        #expect(fault?.code == .carryTwice && here.isEmpty)
    }

    @Test func `carries thousands in pieces`() throws {
        for number in 0..<2500 { place.memory.put("out/\(number)", [UInt8(number % 256)]) }
        #expect(try get("out/*").count == 2500)
        #expect(here.count == 2500)
    }
}
