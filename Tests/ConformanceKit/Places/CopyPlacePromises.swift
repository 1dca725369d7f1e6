import Exchange
import Machine
import Testing

extension PlaceConformance {
    static let fetchPromises: [PlacePromise] = [
        PlacePromise("a batch of fetches gives each file's fate in the order asked") { bench in
            try bench.makeFolder("in")
            try bench.put("in/a", "first")
            try bench.put("b", "second one")
            let sinks = (0..<6).map { _ in MemorySink() }
            let paths = ["b", "none", "in/a", "in", "../out", "b"]
            let fates = try bench.session.fetch(zip(paths, sinks).map { FetchItem($0, into: $1) })
            #expect(
                bench.fates(fates) == ["ok", "place.missing", "ok", "place.notafile", "place.path.refused", "ok"])
            #expect(fates.map { try? $0.get() } == [10, nil, 5, nil, nil, 10])
            #expect(
                sinks.map { String(decoding: $0.bytes, as: UTF8.self) } == [
                    "second one", "", "first", "", "", "second one",
                ])
        },
        PlacePromise("a sink's own fault is that item's fate, as it was") { bench in
            try bench.put("a")
            try bench.put("b")
            let full = FullSink()
            let good = MemorySink()
            let fates = try bench.session.fetch([FetchItem("a", into: full), FetchItem("b", into: good)])
            #expect(fates.first == .failure(full.fault))
            #expect(bench.fates(fates).last == "ok" && good.count == 7)
        },
        PlacePromise("an empty batch is no work") { bench throws in
            #expect(bench.fates(try bench.session.fetch([])) == [])
            #expect(bench.fates(try bench.session.store([])) == [])
            #expect(bench.fates(try bench.session.stat([])) == [])
            #expect(bench.fates(try bench.session.remove([])) == [])
            #expect(bench.fates(try bench.session.rename([], replacing: false)) == [])
        },
    ]

    static let storePromises: [PlacePromise] = [
        PlacePromise("what is stored is fetched, byte for byte") { bench in
            var numbers = SeededNumbers(seed: 5)
            for (index, size) in [0, 1, 255, 65_536, 65_537, 5_000_000].enumerated() {
                let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
                try bench.put("file \(index)", bytes)
                #expect(try bench.entry("file \(index)")?.size == size)
                #expect(try bench.bytes("file \(index)") == bytes)
            }
        },
        PlacePromise("a store refuses an existing name and touches nothing") { bench in
            try bench.makeFolder("in")
            try bench.put("a", "old")
            #expect(try bench.store("a") == "place.exists")
            #expect(try bench.store("in") == "place.exists")
            #expect(try bench.text("a") == "old")
            #expect(try bench.entry("in")?.kind == .folder)
        },
        PlacePromise("a store below a missing folder, or below a file, is place.missing") { bench in
            try bench.put("a", "old")
            for path in ["none/x", "none/deeper/x", "a/x"] { #expect(try bench.store(path) == "place.missing") }
            #expect(try bench.names() == ["a"])
            #expect(try bench.text("a") == "old")
        },
        PlacePromise("a batch of stores gives each file's fate in the order asked") { bench in
            try bench.put("b", "old")
            let items = ["a", "b", "none/c", "/d", "e", "a"].map { StoreItem(GivenFile("given", $0), as: $0) }
            let fates = try bench.session.store(items)
            #expect(
                bench.fates(fates)
                    == ["ok", "place.exists", "place.missing", "place.path.refused", "ok", "place.exists"])
            #expect(try bench.names() == ["a", "b", "e"])
            #expect(try bench.text("b") == "old")
        },
        PlacePromise("a source's own fault is that item's fate, as it was, and no other name is touched") { bench in
            let fault = Fault(.machineFile, .hold, "the source broke", context: ["mine": "yes"])
            let broken = GivenFile("given", [UInt8](repeating: 7, count: 300_000), chunk: 1000) { at throws(Fault) in
                if at > 200_000 { throw fault }
            }
            let fates = try bench.session.store([
                StoreItem(broken, as: "broken"), StoreItem(GivenFile("given", "good"), as: "good"),
            ])
            #expect(fates.first == .failure(fault) && bench.fates(fates).last == "ok")
            #expect(try Set(bench.names()).subtracting(["broken"]) == ["good"])
        },
        PlacePromise("names are data: spaces, quotes, umlauts, leading dashes and dots, 255 bytes") { bench in
            for name in PlaceConformance.awkwardNames {
                try bench.put(name, name)
                #expect(try bench.text(name) == name)
                #expect(try bench.entry(name)?.name == name)
                #expect(try bench.names() == [name])
                #expect(try bench.rename(name, "plain") == "ok", "\(name)")
                #expect(try bench.rename("plain", name) == "ok", "\(name)")
                #expect(try bench.remove(name) == "ok")
                #expect(try bench.names() == [])
            }
        },
    ]

    static let awkwardNames = [
        "with space", " leading", "trailing ", "two  spaces", "quote\"s", "it's", "back\\slash", "ümläut ß.csv",
        "日本語.csv", "😀", "list;type=a", "-rf", "--help", "*.csv", "?", "[a]", "~", "$HOME", "`id`", "a&b|c>d<e",
        "%2e%2e", ".hidden", "..dots", "...", "a..b", "name.", "#1", "colon:name", "C:", "NUL", "{run}",
        String(repeating: "n", count: 255), String(repeating: "ü", count: 127),
    ]
}

/// A sink on a full disk of ours, which is not the place's.
private final class FullSink: ByteSink {
    let fault = Fault(.machineDiskFull, .hold, "our own disk is full", context: ["mine": "yes"])
    let count = 0
    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) { throw fault }
    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) { throw fault }
}
