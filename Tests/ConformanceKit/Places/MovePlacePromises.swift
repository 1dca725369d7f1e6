import Exchange
import Testing

extension PlaceConformance {
    static let renamePromises: [PlacePromise] = [
        PlacePromise("a rename moves the bytes, also into another folder") { bench in
            try bench.makeFolder("in/done")
            try bench.put("in/a", "one")
            #expect(try bench.rename("in/a", "in/b") == "ok")
            #expect(try bench.rename("in/b", "in/done/c") == "ok")
            #expect(try bench.names("in") == ["done"])
            #expect(try bench.text("in/done/c") == "one")
        },
        PlacePromise("a rename refuses an existing target unless it may replace") { bench in
            try bench.put("a", "one")
            try bench.put("b", "two")
            #expect(try bench.rename("a", "b") == "place.exists")
            #expect(try bench.text("a") == "one")
            #expect(try bench.text("b") == "two")
            guard bench.session.abilities.contains(.replacingRename) else { return }
            #expect(try bench.rename("a", "b", replacing: true) == "ok")
            #expect(try bench.names() == ["b"])
            #expect(try bench.text("b") == "one")
            #expect(try bench.rename("b", "c", replacing: true) == "ok")
            #expect(try bench.text("c") == "one")
        },
        PlacePromise("a rename never replaces a folder") { bench in
            try bench.makeFolder("in")
            try bench.put("a", "one")
            #expect(try bench.rename("a", "in") == "place.exists")
            #expect(try bench.rename("a", "in", replacing: true) != "ok")
            #expect(try bench.text("a") == "one")
            #expect(try bench.entry("in")?.kind == .folder)
        },
        PlacePromise("a rename onto itself loses nothing") { bench in
            try bench.put("a", "one")
            #expect(try bench.rename("a", "a") == "place.exists")
            #expect(try bench.rename("a", "a", replacing: true) == "ok")
            #expect(try bench.text("a") == "one")
            #expect(try bench.names() == ["a"])
        },
        PlacePromise("a rename of nothing is place.missing, whatever stands at the target") { bench in
            try bench.put("b", "two")
            for replacing in [false, true] {
                for (from, to) in [
                    ("none", "x"), ("none/deeper", "x"), ("none", "b"), ("b/below", "x"), ("none", "none"),
                ] {
                    #expect(try bench.rename(from, to, replacing: replacing) == "place.missing", "\(from) to \(to)")
                }
            }
            #expect(try bench.names() == ["b"])
            #expect(try bench.text("b") == "two")
        },
        PlacePromise("a rename to a missing folder is place.missing, and the file stays") { bench in
            try bench.put("a", "one")
            for to in ["none/a", "none/deeper/a", "a/below"] {
                #expect(try bench.rename("a", to) == "place.missing", "\(to)")
            }
            #expect(try bench.names() == ["a"])
            #expect(try bench.text("a") == "one")
        },
        PlacePromise("a batch of renames gives each fate in the order asked; each sees the ones before it") { bench in
            for name in ["a", "b"] { try bench.put(name, name) }
            let items = [("a", "c"), ("a", "d"), ("b", "c"), ("b", ".."), ("c", "a"), ("b", "c")]
            let fates = try bench.session.rename(items.map { RenameItem(from: $0.0, to: $0.1) }, replacing: false)
            #expect(
                bench.fates(fates) == ["ok", "place.missing", "place.exists", "place.path.refused", "ok", "ok"])
            #expect(try bench.names() == ["a", "c"])
            #expect(try bench.text("a") == "a")
            #expect(try bench.text("c") == "b")
        },
    ]

    static let removePromises: [PlacePromise] = [
        PlacePromise("removing twice, or what never was, is done already") { bench in
            try bench.put("a")
            try bench.put("b", "stays")
            for path in ["a", "a", "none", "none/deeper", "b/below"] {
                #expect(try bench.remove(path) == "ok", "\(path)")
            }
            #expect(try bench.names() == ["b"])
            #expect(try bench.text("b") == "stays")
        },
        PlacePromise("a folder is not removed, empty or not") { bench in
            try bench.makeFolder("empty")
            try bench.makeFolder("full")
            try bench.put("full/a", "stays")
            #expect(try bench.remove("empty") == "place.notafile")
            #expect(try bench.remove("full") == "place.notafile")
            #expect(try bench.names() == ["empty", "full"])
            #expect(try bench.text("full/a") == "stays")
        },
        PlacePromise("a batch of removals gives each fate in the order asked") { bench in
            try bench.makeFolder("in")
            try bench.put("a")
            let fates = try bench.session.remove(["none", "in", "a", "/a", "a"])
            #expect(bench.fates(fates) == ["ok", "place.notafile", "ok", "place.path.refused", "ok"])
            #expect(try bench.names() == ["in"])
        },
        PlacePromise("a removed name can be stored anew") { bench in
            for round in 1...5 {
                try bench.put("a", "\(round)")
                #expect(try bench.text("a") == "\(round)")
                #expect(try bench.remove("a") == "ok")
            }
        },
    ]
}
