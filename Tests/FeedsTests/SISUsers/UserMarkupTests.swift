import ConformanceKit
import Exchange
import Formats
import Testing

@testable import Feeds

@Suite struct `The markup program` {
    private static func write(_ layout: UserLayout, _ users: [UserRecord]) throws -> String {
        let sink = MemorySink()
        var writer = UserWriter(UserMarkup(layout))
        try writer.begin(sink)
        for user in users { try writer.write(user, to: sink) }
        try writer.finish(sink)
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    @Test(arguments: 0..<30)
    func `writes what a naive writer writes, for ten random layouts`(tenth: Int) throws {
        for seed in (0..<10).map({ UInt64(tenth * 10 + $0 + 1) }) {
            var random = RandomLayout(seed: seed)
            let layout = random.layout()
            let values = (0..<12).map { _ in random.values(layout) }
            let written = try Self.write(layout, values.map(random.record))
            let users = values.map { NaiveUserFile(layout: layout, values: $0).user }.joined()
            let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<users>\n" + users + "</users>\n"
            try #require(written == expected, "seed \(seed)")
            #expect(try UserTree.parse(written).children.count == 12, "seed \(seed)")
        }
    }

    @Test func `gives values back to somebody else's parser as they were`() throws {
        var random = RandomLayout(seed: 4711)
        for _ in 0..<20 {
            let layout = random.layout()
            let values = random.values(layout)
            let user = try UserTree.parse(Self.write(layout, [random.record(values)])).children[0]
            for member in layout.fields {
                let expected =
                    switch member.value {
                    case .constant(let text): text
                    case .slot(let slot): values[slot]
                    }
                #expect(user[member.element.name] == (expected.isEmpty ? nil : expected), "seed 4711")
            }
        }
    }

    @Test func `writes nobody as an empty list`() throws {
        #expect(
            try Self.write(UserLayout(), []) == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<users>\n</users>\n")
    }
}
