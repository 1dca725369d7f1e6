import Exchange
import Ledger
import Machine
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `Files that speak of deliveries` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{ordinal}.txt"
        bench.feed = CopyFeed(outputs: 2)
        try bench.put("in/a.txt", "one\ntwo\n")
        bench.marker = try NamePattern("{name}.done", allowed: Placeholder.ofDoneFiles)
        bench.manifest = try NamePattern("{profile}.sha256", allowed: Placeholder.ofDeliveries)
    }

    private var digests: [String] { ["one\n", "two\n"].map { SHA256.digest(of: Array($0.utf8)).hex } }

    @Test func `come last, the list before the done-files`() throws {
        let report = try bench.run()
        let names = [
            "out/copy_1.txt", "out/copy_2.txt", "out/copy.sha256", "out/copy_1.txt.done", "out/copy_2.txt.done",
        ]
        #expect(report.exit == 0 && report.deliveries.map(\.target) == names)
        #expect(bench.targetTap.calls.filter { $0.verb == "rename" }.map(\.path) == names)
        #expect(bench.delivered("out/copy.sha256") == "\(digests[0])  copy_1.txt\n\(digests[1])  copy_2.txt\n")
        #expect(bench.delivered("out/copy_1.txt.done") == "" && bench.copies.isEmpty)
        #expect(report.headline.contains("in 2 files"), "\(report.headline)")
    }

    @Test func `say name, size and digest where they are asked to`() throws {
        bench.markerContent = .digest
        _ = try bench.run()
        #expect(bench.delivered("out/copy_2.txt.done") == "copy_2.txt 4 \(digests[1])\n")
    }

    @Test func `wait with the file they speak of`() throws {
        bench.targetTap.before { [target = bench.target] call throws(Fault) in
            if call.verb == "rename" { target.put("out/copy_2.txt", "faster") }
        }
        let report = try bench.run()
        #expect(report.deliveries.map(\.state) == ["delivered", "held", "planned", "planned", "planned"])
        #expect(bench.target.paths == ["out/copy_1.txt", "out/copy_2.txt"])
        bench.targetTap.calm()
        try bench.target.take("out/copy_2.txt")
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths.count == 5)
    }

    @Test func `follow the name under which a file is published`() throws {
        bench.conflict = .version
        bench.target.put("out/copy_1.txt", "old")
        _ = try bench.run()
        #expect(bench.delivered("out/copy_1-2.txt.done") == "")
        #expect(bench.delivered("out/copy.sha256")?.contains("  copy_1-2.txt\n") == true)
    }

    @Test func `never share a name with another file`() throws {
        bench.manifest = try NamePattern("copy_2.txt", allowed: Placeholder.ofDeliveries)
        let report = try bench.run()
        #expect(report.exit == 7 && report.fault?.code == "run.name.twice" && bench.target.paths.isEmpty)
    }

    @Test func `are read by sha256sum`() throws {
        let bench = try Bench.local()
        bench.name = "co\\py {ordinal}.txt"
        bench.feed = CopyFeed(outputs: 2)
        bench.manifest = try NamePattern("sums", allowed: Placeholder.ofDeliveries)
        try bench.put("in/a.txt", "one\ntwo\n")
        #expect(try bench.run().exit == 0)
        let folder = try #require(bench.localFolder)
        let outcome = try Program("/bin/sh").run("-c", "cd '\(folder)/to/out' && sha256sum -c --strict sums")
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
    }
}
