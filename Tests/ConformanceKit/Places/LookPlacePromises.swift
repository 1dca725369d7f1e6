import Exchange
import Machine
import Testing

extension PlaceConformance {
    static let lookPromises: [PlacePromise] = [
        PlacePromise("an empty place has no entries") { bench throws in
            #expect(try bench.names() == [])
        },
        PlacePromise("a listing names files and folders with kind and size, and nothing of what lies deeper") { bench in
            try bench.makeFolder("in/deeper")
            try bench.put("in/a.csv", "12345")
            try bench.put("in/deeper/b.csv", "1")
            var entries: [Entry] = []
            try bench.session.list("in") { entry throws(Fault) in
                entries.append(entry)
                return .more
            }
            entries.sort { $0.name < $1.name }
            #expect(entries.map(\.name) == ["a.csv", "deeper"])
            #expect(entries.map(\.kind) == [.file, .folder])
            #expect(entries.first?.size == 5)
            #expect(try bench.names() == ["in"])
        },
        PlacePromise("a listing of what is no folder is place.missing") { bench in
            try bench.put("file")
            for path in ["none", "none/deeper", "file"] {
                let code = bench.thrown { () throws(Fault) in try bench.session.list(path) { _ in .more } }
                #expect(code == "place.missing", "\(path)")
            }
        },
        PlacePromise("a listing of 10,000 entries streams, and ends when the taker has enough") { bench in
            try bench.makeFolder("deep/er/still")
            try bench.fill("deep/er/still", (0..<10_000).map { "\($0).csv" })
            var seen: Set<String> = []
            try bench.session.list("deep/er/still") { entry throws(Fault) in
                seen.insert(entry.name)
                return .more
            }
            #expect(seen == Set((0..<10_000).map { "\($0).csv" }))
            var taken = 0
            try bench.session.list("deep/er/still") { _ throws(Fault) in
                taken += 1
                return taken == 7 ? .enough : .more
            }
            #expect(taken == 7)
        },
        PlacePromise("a fault of the listing's taker ends it and comes back as it was") { bench in
            try bench.put("a")
            try bench.put("b")
            let mine = Fault(.machineMissing, .hold, "mine", context: ["mine": "yes"])
            var calls = 0
            let fault = #expect(throws: Fault.self) {
                try bench.session.list("") { _ throws(Fault) in
                    calls += 1
                    throw mine
                }
            }
            #expect(fault == mine && calls == 1)
        },
        PlacePromise("stat answers in the order asked: entries, and nil where nothing is") { bench in
            try bench.makeFolder("in")
            try bench.put("in/b", "22")
            try bench.put("a", "1")
            let found = try bench.session.stat(["in/b", "none", "a", "in", "in/none/deeper", "a/below", "in/b"])
            let entries = try found.map { try $0.get() }
            #expect(entries.map { $0?.name } == ["b", nil, "a", "in", nil, nil, "b"])
            #expect(entries.map { $0?.kind } == [.file, nil, .file, .folder, nil, nil, .file])
            #expect([entries[0]?.size, entries[2]?.size] == [2, 1])
            #expect(entries[0] == entries[6])
        },
        PlacePromise("the empty path is the place's own folder") { bench throws in
            #expect(try bench.entry("")?.kind == .folder)
        },
        PlacePromise("what a listing says of a file is what stat says of it") { bench in
            try bench.put("a.csv", "123")
            var listed: Entry?
            try bench.session.list("") { entry throws(Fault) in
                listed = entry
                return .more
            }
            #expect(listed != nil)
            #expect(try listed == bench.entry("a.csv"))
        },
        PlacePromise("a file's own entry stays equal while nobody touches it, and differs when it was written anew") {
            bench in
            try bench.put("a.csv", "123")
            let before = try bench.entry("a.csv")
            #expect(try bench.entry("a.csv") == before)
            #expect(try bench.remove("a.csv") == "ok")
            try bench.put("a.csv", "1234")
            #expect(try bench.entry("a.csv") != before)
        },
        PlacePromise("two sessions see the same files") { bench in
            let other = try bench.transport.connect(.bare())
            try bench.put("a", "from one")
            #expect(try bench.bytes("a", other) == Array("from one".utf8))
            #expect(try bench.store("a", "two", other) == "place.exists")
            #expect(try bench.store("b", "two", other) == "ok")
            #expect(try bench.text("b") == "two")
            #expect(bench.fates(try other.rename([RenameItem(from: "b", to: "c")], replacing: false)) == ["ok"])
            #expect(try bench.names() == ["a", "c"])
            other.close()
            #expect(try bench.names() == ["a", "c"])
        },
        PlacePromise("closing twice does no harm") { bench in
            try bench.put("a", "kept")
            let other = try bench.transport.connect(.bare())
            other.close()
            other.close()
            #expect(try bench.text("a") == "kept")
        },
    ]
}
