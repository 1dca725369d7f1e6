import Exchange
import Testing

extension PlaceConformance {
    static let trapPromises: [PlacePromise] = [
        PlacePromise("links, pipes and sockets are listed and looked at as what they are") { bench in
            for trap in PlaceBench.Trap.allCases {
                try bench.set(trap, trap.rawValue)
                let entry = try #require(try bench.entry(trap.rawValue))
                #expect(entry.kind == (trap.isLink ? .link : .special))
                #expect(entry.name == trap.rawValue)
            }
            #expect(try bench.names() == PlaceBench.Trap.allCases.map(\.rawValue).sorted())
        },
        PlacePromise("links, pipes and sockets are never opened: place.notafile, at once") { bench in
            for trap in PlaceBench.Trap.allCases {
                try bench.set(trap, trap.rawValue)
                #expect(try bench.fetch(trap.rawValue) == "place.notafile", "\(trap)")
            }
        },
        PlacePromise("a store does not write through a link or into a pipe: place.exists") { bench in
            for trap in PlaceBench.Trap.allCases {
                try bench.set(trap, trap.rawValue)
                #expect(try bench.store(trap.rawValue) == "place.exists", "\(trap)")
                #expect(try bench.entry(trap.rawValue)?.kind == (trap.isLink ? .link : .special))
            }
        },
        PlacePromise("no verb goes through a link to a folder") { bench in
            try bench.set(.linkToFolder, "way")
            try bench.put("a", "stays")
            #expect(bench.thrown { () throws(Fault) in try bench.session.list("way") { _ in .more } } != "nothing")
            #expect(try bench.fetch("way/secret") == "place.path.refused")
            #expect(bench.fates(try bench.session.stat(["way/secret"])) == ["place.path.refused"])
            #expect(try bench.store("way/new") == "place.path.refused")
            #expect(try bench.rename("a", "way/a", replacing: true) == "place.path.refused")
            #expect(try bench.rename("way/secret", "b") == "place.path.refused")
            #expect(try bench.remove("way/secret") == "place.path.refused")
            #expect(try bench.text("a") == "stays")
        },
        PlacePromise(
            "a rename over a link replaces the link and not what it leads to, or refuses where it is not said to"
        ) { bench in
            try bench.set(.linkToFile, "link")
            try bench.put("a", "new")
            #expect(try bench.rename("a", "link") == "place.exists")
            let isReplaced = try bench.rename("a", "link", replacing: true) == "ok"
            if bench.session.abilities.contains(.replacesLinks) { #expect(isReplaced) }
            #expect(try bench.entry("link")?.kind == (isReplaced ? .file : .link))
            #expect(try bench.text(isReplaced ? "link" : "a") == "new")
        },
        PlacePromise("removing a link removes the link") { bench in
            try bench.set(.linkToFile, "link")
            #expect(try bench.remove("link") == "ok")
            #expect(try bench.entry("link") == nil)
        },
    ]
}

extension PlaceBench.Trap {
    var isLink: Bool { self != .pipe && self != .socket }
}
