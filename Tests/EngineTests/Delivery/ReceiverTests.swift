import Exchange
import Ledger
import Testing
import Transports

@testable import Engine

/// Places that cannot do everything, and what the profile asks of them.
@Suite struct `A receiver` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{ordinal}.txt"
        try bench.put("in/a.txt", "one\n")
    }

    @Test func `that overwrites is called so in the report, unless no two names can be the same`() throws {
        bench.targetTap.lack(.exclusiveRename)
        #expect(try bench.run().remarks.contains { $0.hasPrefix("At least once") })
        let other = try Bench()
        other.name = "copy_{run}_{ordinal}.txt"
        other.targetTap.lack(.exclusiveRename)
        try other.put("in/a.txt", "one\n")
        #expect(try other.run().remarks.isEmpty)
    }

    @Test func `that overwrites keeps what was there before we looked`() throws {
        bench.targetTap.lack(.exclusiveRename)
        bench.target.put("out/copy_1.txt", "other")
        #expect(try bench.run().exit == 2)
        #expect(bench.delivered("out/copy_1.txt") == "other" && bench.target.paths.count == 1)
    }

    @Test func `that cannot replace loses the old file only once the new one stands there verified`() throws {
        bench.conflict = .replace
        bench.targetTap.lack(.replacingRename)
        bench.target.put("out/copy_1.txt", "old")
        let report = try bench.run()
        #expect(report.exit == 0 && bench.delivered("out/copy_1.txt") == "one\n")
        #expect(report.remarks.contains { $0.contains("cannot replace a file in one step") })
        let calls = bench.targetTap.calls.filter { !["stat", "list"].contains($0.verb) }.map(\.verb)
        #expect(calls == ["remove", "store", "fetch", "remove", "rename"])
        #expect(bench.targetTap.calls.last { $0.verb == "remove" }?.path == "out/copy_1.txt")
    }

    @Test func `that cannot replace and is lost in between gets the new file all the same`() throws {
        bench.conflict = .replace
        bench.targetTap.lack(.replacingRename)
        bench.target.put("out/copy_1.txt", "old")
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "rename" { throw Fault(.placeLost, .stop, "The line is cut.") }
        }
        #expect(try bench.run().exit == 6)
        bench.targetTap.calm()
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths == ["out/copy_1.txt"] && bench.delivered("out/copy_1.txt") == "one\n")
    }

    @Test func `that is trusted with the size is not read back, and the report says so`() throws {
        bench.check = .size
        let report = try bench.run()
        #expect(report.exit == 0 && report.remarks.contains { $0.contains("its size only") })
        #expect(!bench.targetTap.calls.contains { $0.verb == "fetch" })
    }

    @Test func `that is trusted with the size is not trusted with another one`() throws {
        bench.check = .size
        bench.targetTap.after { [target = bench.target] call throws(Fault) in
            if call.verb == "store" { target.put(call.path, "on") }
        }
        #expect(try bench.run().fault?.code == "deliver.check")
        #expect(bench.target.paths.isEmpty)
    }

    @Test func `without room is sent nothing, and told how much is needed`() throws {
        bench.targetTap.hasFree((1 << 20) + 3)
        let report = try bench.run()
        #expect(report.exit == 6 && report.end == "open" && report.fault?.code == "place.full")
        #expect(report.headline.contains("4 bytes"), "\(report.headline)")
        #expect(!bench.targetTap.calls.contains { ["store", "remove"].contains($0.verb) })
        bench.targetTap.hasFree((1 << 20) + 4)
        #expect(try bench.run().exit == 0)
    }

    @Test(arguments: ["{id}.part", "tmp/{id}", "tmp/.in-{id}.new"]) func `has our files under the names it wants`(
        name: String
    ) throws {
        bench.target.makeFolder("tmp")
        bench.temporary = try #require(TemporaryName(name))
        #expect(try bench.run().exit == 0)
        let stored = try #require(bench.targetTap.calls.first { $0.verb == "store" }?.path)
        let (head, tail) = (name.prefix { $0 != "{" }, name.split(separator: "}").dropFirst().last ?? "")
        #expect(stored.hasPrefix(name.contains("/") ? head : "out/\(head)") && stored.hasSuffix(tail))
        #expect(bench.target.paths == ["out/copy_1.txt"])
    }

    @Test func `without the folder for our files is told so before anything is fetched`() throws {
        bench.temporary = try #require(TemporaryName("tmp/{id}"))
        let report = try bench.run()
        #expect(report.fault?.code == "place.missing" && report.fault?.remedy.contains("to: temporary") == true)
        #expect(!bench.sourceTap.calls.contains { $0.verb == "fetch" })
    }

    @Test func `is rid of old files under the names that were recorded, whatever they are called now`() throws {
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "fetch" { throw Fault(.placeLost, .stop, "The line is cut.") }
        }
        #expect(try bench.run().deliveries.map(\.state) == ["uploading"])
        #expect(bench.target.paths.count == 1)
        bench.targetTap.calm()
        bench.temporary = try #require(TemporaryName("{id}.part"))
        bench.configuration = "2"
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths == ["out/copy_1.txt"])
    }

    @Test func `says in the report what it has to say, as the source does`() throws {
        bench.targetTap.remark("The channel is openssh, because the host key is RSA.")
        bench.sourceTap.remark("ssh-rsa is allowed until 2027-06-30.")
        #expect(
            try bench.run().remarks == [
                "campus: ssh-rsa is allowed until 2027-06-30.",
                "alma: The channel is openssh, because the host key is RSA.",
            ])
    }
}
