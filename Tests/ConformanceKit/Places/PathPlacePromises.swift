import Exchange
import Testing

extension PlaceConformance {
    static let refusedPaths = [
        "..", ".", "../a", "in/..", "in/../a", "./a", "in/./a", "in/.", "/", "/a", "/etc/passwd", "//a", "in//a", "a/",
        "in/", "in/a/", "a\u{0}b", "a\nb", "a\r", "\t", "\u{1b}[31m", "a\u{7f}", "in/\u{1}/a",
        String(repeating: "n", count: 256), String(repeating: "n", count: 300), String(repeating: "ü", count: 128),
        (0..<2100).map { _ in "a" }.joined(separator: "/"),
    ]

    static let pathPromises: [PlacePromise] = [
        PlacePromise("every verb refuses paths that lead out, are crooked, or are too long, and changes nothing") {
            bench in
            try bench.makeFolder("in")
            try bench.put("a", "stays")
            try bench.put("in/a", "stays")
            for path in refusedPaths {
                let shown = Comment(rawValue: PlacePath.readable(path))
                #expect(
                    bench.thrown { () throws(Fault) in try bench.session.list(path) { _ in .more } }
                        == "place.path.refused", shown)
                #expect(bench.fates(try bench.session.stat([path])) == ["place.path.refused"], shown)
                #expect(try bench.fetch(path) == "place.path.refused", shown)
                #expect(try bench.store(path) == "place.path.refused", shown)
                #expect(try bench.rename(path, "x") == "place.path.refused", shown)
                #expect(try bench.rename("a", path, replacing: true) == "place.path.refused", shown)
                #expect(try bench.remove(path) == "place.path.refused", shown)
            }
            #expect(try bench.names() == ["a", "in"])
            #expect(try bench.names("in") == ["a"])
            #expect(try bench.text("a") == "stays")
            #expect(try bench.text("in/a") == "stays")
        },
        PlacePromise("what a refusal says can be shown on a terminal") { bench in
            let fate = try #require(try bench.session.stat(["bad\u{1b}[2J\nname"]).first)
            guard case .failure(let fault) = fate else {
                Issue.record("it was not refused")
                return
            }
            #expect(fault.message.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
        },
        PlacePromise("the place's own folder is no file: nothing is fetched, stored, renamed or removed there") {
            bench in
            try bench.put("a", "stays")
            #expect(try bench.fetch("") != "ok")
            #expect(try bench.store("") != "ok")
            #expect(try bench.rename("", "x") != "ok")
            #expect(try bench.rename("a", "", replacing: true) != "ok")
            _ = try bench.remove("")
            #expect(try bench.names() == ["a"])
            #expect(try bench.text("a") == "stays")
        },
    ]

    static let stopPromises: [PlacePromise] = [
        PlacePromise("a session that was asked to stop says place.aborted and changes nothing more") { bench in
            try bench.put("a", "stays")
            let session = try bench.stoppable()
            #expect(bench.fates(try session.stat(["a"])) == ["ok"])
            bench.stop()
            let item = StoreItem(GivenFile("given", "x"), as: "new")
            let move = RenameItem(from: "a", to: "b")
            let codes = [
                bench.thrown { () throws(Fault) in try session.list("") { _ in .more } },
                bench.thrown { () throws(Fault) in _ = try session.stat(["a"]) },
                bench.thrown { () throws(Fault) in _ = try session.fetch([FetchItem("a", into: MemorySink())]) },
                bench.thrown { () throws(Fault) in _ = try session.store([item]) },
                bench.thrown { () throws(Fault) in _ = try session.rename([move], replacing: true) },
                bench.thrown { () throws(Fault) in _ = try session.remove(["a"]) },
            ]
            #expect(codes == [String](repeating: "place.aborted", count: 6))
            session.close()
            #expect(try bench.names() == ["a"])
            #expect(try bench.text("a") == "stays")
        },
        PlacePromise("a store that is asked to stop midway leaves nothing but parts under the very names") { bench in
            let session = try bench.stoppable()
            let long = GivenFile("given", [UInt8](repeating: 7, count: 2_000_000), chunk: 10_000) { at throws(Fault) in
                if at >= 1_000_000 { bench.stop() }
            }
            let code = bench.thrown { () throws(Fault) in
                _ = try session.store([StoreItem(long, as: "long"), StoreItem(GivenFile("given", "x"), as: "next")])
            }
            #expect(code == "place.aborted")
            session.close()
            #expect(try Set(bench.names()).isSubset(of: ["long", "next"]))
            #expect(try bench.entry("long")?.size ?? 0 < 2_000_000)
        },
        PlacePromise("a listing that is asked to stop midway ends with place.aborted") { bench in
            for number in 0..<10 { try bench.put("\(number)") }
            let session = try bench.stoppable()
            var taken = 0
            let code = bench.thrown { () throws(Fault) in
                try session.list("") { _ throws(Fault) in
                    taken += 1
                    if taken == 3 { bench.stop() }
                    return .more
                }
            }
            #expect(code == "place.aborted" && taken == 3)
        },
    ]
}
